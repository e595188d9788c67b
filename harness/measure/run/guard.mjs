// Refuses every connection but those to the harness's own loopback ports, and every way out of this process.
import child from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns'
import module, { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import os from 'node:os'
import workers from 'node:worker_threads'
import { guardHandles } from './guard-handles.mjs'

const LOOPBACK = ['127.0.0.1', 'localhost']

// Taken once, before an SDK is there: what it patches later is not asked.
const { apply } = Reflect
const { isArray } = Array
const slice = Function.prototype.call.bind(String.prototype.slice)
/** No method of anybody's: `Set.prototype.has` may be patched. */
const isIn = (list, one) => {
  for (let at = 0; at < list.length; at++) if (list[at] === one) return true
  return false
}

/** What makes this process somebody else's. */
const USERS = ['setuid', 'seteuid', 'setgid', 'setegid', 'setgroups', 'initgroups']

/** What a refused connection ends with; SDKs wrap it as they wrap any network error. */
export class Refused extends Error {
  code = 'ECONNREFUSED'
  constructor(host, port) {
    super(`sdkdrift refused a connection to ${host}:${port}`)
  }
}

/** Does this error stem from a refusal? */
export const isRefusal = (error) => {
  for (let at = error, depth = 0; at && depth < 10; at = at.cause, depth++) if (at instanceof Refused) return true
  return false
}

/**
 * @param {readonly number[]} ports that may be connected to
 * @param {(host: string, port: number) => void} onRefused told of every attempt, before it fails
 * @param {{ readonly processes?: boolean, readonly hosts?: Hosts, readonly onReach?: (kind: string, what: string) => void }} [may]
 *   `processes`: start other processes and threads, as a user's own program may need to; `hosts`: these names lead to a
 *   loopback port, whichever port is asked for; `onReach`: told of every file, process and signal that is refused
 *
 * @typedef {{ readonly patterns: () => readonly string[], readonly port: () => number | undefined }} Hosts asked for each connection
 */
export const guard = (ports, onRefused, may = {}) => {
  const open = [...ports]
  /** Those that names have led to. */
  const led = []
  const refuse = (host, port) => {
    onRefused(String(host), Number(port) || 0)
    return new Refused(host, port)
  }

  const isMeant = (host) =>
    typeof host === 'string' &&
    (may.hosts?.patterns() ?? []).some((pattern) =>
      pattern.startsWith('*.') ? host.toLowerCase().endsWith(pattern.slice(1)) : host.toLowerCase() === pattern,
    )
  /** Who asks for a name's address is given one of its own on loopback, by which its connection is known. */
  const standIns = new Map()
  const standIn = (host) => {
    const known = [...standIns].find(([, name]) => name === host)
    if (known) return known[0]
    const address = `127.77.${standIns.size >> 8}.${standIns.size & 255}`
    standIns.set(address, host)
    return address
  }

  // net, tls, http, https, http2 and fetch all come through here.
  const connect = net.Socket.prototype.connect
  net.Socket.prototype.connect = function (...args) {
    const { path, host, port, options } = addressOf(args)
    if (path === undefined && isIn(LOOPBACK, host) && isIn(open, port))
      // By the address: who is asked where a name leads may be anybody by now.
      return apply(connect, this, [{ ...options, host: '127.0.0.1', port }, callbackOf(args)])
    // Nobody's, before the first job: refused like any other.
    const meantFor = path === undefined && (isMeant(host) || standIns.has(host)) ? may.hosts.port() : undefined
    if (meantFor !== undefined && !isIn(led, meantFor)) led[led.length] = meantFor
    // The name stays what TLS is asked for: who calls has said it already.
    if (meantFor !== undefined)
      return apply(connect, this, [{ ...options, host: '127.0.0.1', port: meantFor }, callbackOf(args)])
    const error = path === undefined ? refuse(host, port) : refuse(path, 0)
    process.nextTick(() => this.destroy(error))
    return this
  }

  for (const name of ['send', 'connect'])
    dgram.Socket.prototype[name] = (...args) => {
      throw refuse(
        args.findLast((arg) => typeof arg === 'string') ?? 'udp',
        args.find((arg) => typeof arg === 'number'),
      )
    }

  // The others than `lookup` ask a nameserver, whatever the name.
  for (const owner of [dns, dns.Resolver.prototype])
    for (const [name, original] of lookupsOf(owner))
      owner[name] = function (host, ...rest) {
        if (name === 'lookup' && isIn(LOOPBACK, host)) return original.call(this, host, ...rest)
        if (name === 'lookup' && isMeant(host)) return original.call(this, standIn(host), ...rest)
        const error = refuse(host, 0)
        process.nextTick(rest.findLast((arg) => typeof arg === 'function') ?? (() => {}), error)
      }
  for (const owner of [dns.promises, dns.promises.Resolver.prototype])
    for (const [name, original] of lookupsOf(owner))
      owner[name] = function (host, ...rest) {
        if (name === 'lookup' && isIn(LOOPBACK, host)) return original.call(this, host, ...rest)
        if (name === 'lookup' && isMeant(host)) return original.call(this, standIn(host), ...rest)
        return Promise.reject(refuse(host, 0))
      }

  // What another process or thread does, nobody here can see. An ordinary error: SDKs ask for such things in passing.
  const forbid = (what, kind, named) => {
    // No arrow function: some are called by `new`, and one that cannot be is refused unheard.
    function refused(...args) {
      may.onReach?.(kind, named(...args))
      throw Object.assign(new Error(`sdkdrift allows no ${what}`), { code: 'EPERM' })
    }
    return refused
  }
  if (!may.processes) {
    // Not above: a user's own program, which may do all that, would load them at each start.
    const builtin = module.createRequire(import.meta.url)
    const names = ['node:cluster', 'node:inspector', 'node:trace_events', 'node:v8']
    const [cluster, inspector, trace, v8] = names.map((name) => builtin(name))
    child.ChildProcess.prototype.spawn = forbid('child process', 'process', (options) => program(options?.file))
    for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'])
      child[name] = forbid('child process', 'process', program)
    cluster.fork = forbid('child process', 'process', () => 'a child of a cluster')
    workers.Worker = forbid('worker', 'process', () => 'a worker thread')
    // A signal, also the one that asks whether there is such a process.
    for (const name of ['kill', '_kill', '_debugProcess']) process[name] = forbid('signal', 'signal', whom)
    for (const name of USERS)
      if (process[name]) process[name] = forbid('change of users', 'process', () => 'itself as somebody else')
    os.setPriority = forbid('change of priorities', 'signal', whom)
    // It opens files by itself, past Node's permissions.
    const sqlite = process.getBuiltinModule?.('node:sqlite')
    if (sqlite)
      for (const name of ['DatabaseSync', 'backup']) sqlite[name] = forbid('database', 'write', (path) => text(path))
    // Another thread, in which there is no guard; and what sees into every scope of this one.
    if (module.register) module.register = forbid('thread of hooks', 'process', () => 'a thread of hooks')
    inspector.Session = forbid('inspector', 'process', () => 'an inspector')
    inspector.open = inspector.Session
    // Looked for by `node:inspector/promises`, which else could not be imported.
    inspector.Session.prototype.post = inspector.Session
    for (const name of ['getHeapSnapshot', 'writeHeapSnapshot', 'setHeapSnapshotNearHeapLimit', 'queryObjects'])
      if (v8[name]) v8[name] = forbid('look at the heap', 'read', () => 'the heap of the process')
    // V8 and Node write where these say, and ask no permission for it.
    v8.setFlagsFromString = forbid('flag of V8', 'write', text)
    trace.createTracing = forbid('trace of events', 'write', () => 'a trace of events')
    guardHandles(connect, (host, port) => host === '127.0.0.1' && (isIn(open, port) || isIn(led, port)), refuse)
    tellPermissions(builtin('node:diagnostics_channel'), may.onReach)
  }
  syncBuiltinESMExports()
}

/** What is no text is no name of anything. */
const text = (value) =>
  typeof value === 'string' ? value : value instanceof URL ? value.pathname : 'something without a name'

/** A program's name alone: where it lies is the machine's matter, what it is told may be anybody's secret. */
const program = (command) => {
  const whole = text(command)
  if (typeof command !== 'string') return whole
  let from = 0
  let to = 0
  for (; to < whole.length && whole[to] !== ' '; to++) if (whole[to] === '/') from = to + 1
  return slice(whole, from, to)
}

const whom = (pid) =>
  pid === process.pid ? 'itself' : pid === process.ppid ? 'its parent' : pid <= 0 ? 'a group' : 'another process'

/** What its permission model refuses a newer Node publishes; an older one refuses it and says nothing. */
const tellPermissions = (channels, onReach) => {
  if (!onReach) return
  channels.subscribe('node:permission-model:fs', ({ permission, resource }) => {
    // A link's two ends are not named.
    if (resource) onReach(permission === 'FileSystemWrite' ? 'write' : 'read', resource)
  })
  const { dlopen } = process
  process.dlopen = (...args) => {
    try {
      return apply(dlopen, process, args)
    } catch (error) {
      if (error?.code === 'ERR_DLOPEN_DISABLED') onReach('native-code', text(args[1]))
      throw error
    }
  }
}

/**
 * `connect(options)`, `connect(port, host)`, `connect(path)`, or node's own normalised form of them. Options are read once: what
 * is looked at is what is connected to. Where a name leads nobody else may say (`lookup`): that would be another host.
 */
const addressOf = (args) => {
  const given = isArray(args[0]) ? args[0][0] : args[0]
  if (typeof given === 'object' && given !== null) {
    const { lookup: _, ...options } = given
    const { path, host = 'localhost', port } = options
    return { path: path ?? undefined, host: host ?? 'localhost', port: Number(port), options }
  }
  if (typeof given === 'string' && Number.isNaN(Number(given))) return { path: given, options: {} }
  return { host: typeof args[1] === 'string' ? args[1] : 'localhost', port: Number(given), options: {} }
}

const callbackOf = (args) => (isArray(args[0]) ? args[0] : args).findLast((arg) => typeof arg === 'function')

const lookupsOf = (owner) =>
  Object.getOwnPropertyNames(owner)
    .filter((name) => /^(lookup|lookupService|resolve|reverse)/.test(name) && typeof owner[name] === 'function')
    .map((name) => [name, owner[name]])
