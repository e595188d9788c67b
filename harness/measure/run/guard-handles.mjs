// What lies beneath the sockets of `node:net` and `node:dgram`: whoever has one of these can ask it past every method of theirs.
import dgram from 'node:dgram'
import dns from 'node:dns'
import net from 'node:net'

const { apply, ownKeys } = Reflect
const { defineProperty, getPrototypeOf } = Object
/** libuv's code of a refused connection; its name is the same on every system, its number is not. */
const REFUSED = process.platform === 'darwin' ? -61 : -111

/**
 * Lets a handle of TCP connect where it may, and no other handle anywhere. Before an SDK is there: what it patches then it
 * cannot take back.
 * @param {typeof net.Socket.prototype.connect} connect node's own
 * @param {(host: string, port: number) => boolean} isOpen
 * @param {(host: string, port: number) => void} onRefused
 */
export const guardHandles = (connect, isOpen, onRefused) => {
  // A name's address is awaited, so nothing is connected to.
  const tcp = handleOf(connect, { host: 'nobody.invalid', port: 1, lookup: () => {} })
  const pipe = handleOf(connect, { path: '/nowhere/sdkdrift' })
  const refusing = (name) => () => {
    onRefused(name, 0)
    return REFUSED
  }
  if (tcp) {
    const original = tcp.connect
    fix(tcp, 'connect', function (request, host, port, ...rest) {
      // Once: what is looked at is what is connected to.
      const [address, number] = [`${host}`, +port]
      if (isOpen(address, number)) return apply(original, this, [request, address, number, ...rest])
      onRefused(address, number)
      return REFUSED
    })
    for (const name of ['connect6', 'bind', 'bind6', 'listen']) fix(tcp, name, refusing('tcp'))
  }
  if (pipe) for (const name of ['connect', 'bind', 'listen']) fix(pipe, name, refusing('unix'))
  const datagrams = dgram.createSocket('udp4')
  for (const symbol of ownKeys(datagrams)) {
    const handle = typeof symbol === 'symbol' ? datagrams[symbol]?.handle : undefined
    if (!handle) continue
    for (const name of ['connect', 'connect6', 'send', 'send6', 'bind', 'bind6'])
      fix(getPrototypeOf(handle), name, refusing('udp'))
  }
  datagrams.close()
  const resolver = getPrototypeOf(new dns.Resolver()._handle ?? {})
  if (resolver !== Object.prototype)
    for (const name of ownKeys(resolver))
      if (typeof name === 'string' && /^(query|getHostByAddr)/.test(name)) fix(resolver, name, refusing('a nameserver'))
}

const handleOf = (connect, options) => {
  const socket = new net.Socket().on('error', () => {})
  apply(connect, socket, [options])
  const handle = socket._handle
  socket.destroy()
  return handle ? getPrototypeOf(handle) : undefined
}

const fix = (owner, name, value) => {
  if (typeof owner[name] === 'function') defineProperty(owner, name, { value, writable: false, configurable: false })
}
