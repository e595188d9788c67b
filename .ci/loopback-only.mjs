// Loaded before the unit tests: they reach nothing but this machine.
import { BlockList, isIP, Socket } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

/** @param {string} host */
const isLoopback = (host) =>
  host === 'localhost' || (isIP(host) !== 0 && loopback.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4'))

const connect = Socket.prototype.connect
/** @param {any[]} args as normalised by node:net: `[[options, callback]]`, or the caller's own */
Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0]
  const host = typeof options === 'object' ? options.host : typeof args[1] === 'string' ? args[1] : undefined
  if (host && !isLoopback(host))
    throw new Error(`A unit test asked for ${host}: what needs the network is a *.live.test.ts.`)
  return connect.apply(this, args)
}
