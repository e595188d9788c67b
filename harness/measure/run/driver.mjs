// Carries recipes out in the SDK that lies in an isolated folder. Knows no SDK, and imports nothing of the harness but
// what lies beside it. Jobs come on stdin, events leave on file descriptor 3, one JSON object a line: see model/driver.ts.
//
// The SDK shares the process. What speaks with the harness keeps its own copies of what it calls, and the secret of a job in
// local variables, where no code of the SDK's can look; the word that its end must bear comes when the SDK is called no more.
import { AsyncLocalStorage } from 'node:async_hooks'
import { EventEmitter } from 'node:events'
import fs from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import tls from 'node:tls'
import vm from 'node:vm'
import { guard, isRefusal } from './guard.mjs'
import { lookForChanges } from './look-for-changes.mjs'
import { beginVirtualTime, endVirtualTime, useVirtualTime } from './virtual-time.mjs'

const MAX_MESSAGE = 4096
const jobOf = new AsyncLocalStorage()
const skipping = []
const modules = new Map()
const base = { ...process.env }
let current
let going
let loader
let dir

// Else what an SDK prints without end would pile up in here, where nobody can count it.
for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true)

const { Promise: Promised } = globalThis
const { parse, stringify } = JSON
const { isArray } = Array
const { writeSync } = fs
const unbound = Function.prototype.bind.bind(Function.prototype.call)
const [split, hasOwn] = [unbound(String.prototype.split), unbound(Object.prototype.hasOwnProperty)]
const [slice, startsWith] = [unbound(String.prototype.slice), unbound(String.prototype.startsWith)]
const encoder = new TextEncoder()
const encode = encoder.encode.bind(encoder)

/** As JSON, past any `toJSON` that an SDK may have given to all objects. */
const asText = (value) => {
  if (typeof value !== 'object' || value === null) return stringify(value)
  let text = ''
  if (isArray(value)) {
    for (let at = 0; at < value.length; at++) text += `${at > 0 ? ',' : ''}${asText(value[at])}`
    return `[${text}]`
  }
  for (const name in value)
    if (hasOwn(value, name)) text += `${text === '' ? '' : ','}${stringify(name)}:${asText(value[name])}`
  return `{${text}}`
}

const say = (event) => {
  const bytes = encode(`${asText(event)}\n`)
  for (let from = 0; from < bytes.length; )
    try {
      from += writeSync(3, bytes, from)
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error
    }
}

/** The first that are not the same: whoever tries again and again is told of once. */
const MOST_REACHES = 100
const reached = []
const tellReach = (kind, what) => {
  // Whoever looks for a module asks what the folders above its own are.
  if (kind === 'read' && startsWith(`${dir}/`, what === '/' ? what : `${what}/`)) return
  const key = `${kind} ${what}`
  for (let at = 0; at < reached.length; at++) if (reached[at] === key) return
  if (reached.length >= MOST_REACHES) return
  reached[reached.length] = key
  say({ event: 'reach', kind, what: slice(what, 0, 400) })
}

/** Where the isolated folder's own files would stand: modules are looked up from there. */
const loaders = {
  import: () =>
    new vm.Script('(name) => import(name)', {
      filename: join(dir, 'driver.mjs'),
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    }).runInThisContext(),
  require: () => createRequire(join(dir, 'driver.cjs')),
}

/** As a user's program loads it: every file, and the conditions of its `exports`, are those of that form. */
const load = async ({ form, module: name }) => {
  const known = modules.get(name)
  if (known) return known
  loader ??= loaders[form]()
  const loaded = await loader(name)
  modules.set(name, loaded)
  return loaded
}

/** Of the modules in which the client may be, the one that has it in this version, in the place of the first. */
const atHome = async (recipe) => {
  const { module, elseModules = [], client, by } = recipe
  if (elseModules.length === 0) return recipe
  const missing = []
  for (const name of [module, ...elseModules])
    try {
      if (by === 'module' || exported(await load({ form: recipe.form, module: name }), client))
        return { ...recipe, module: name }
    } catch (error) {
      if (!isNoSuchModule(error)) throw error
      missing.push(error)
    }
  if (missing.length > elseModules.length) throw missing[0]
  throw new Unsupported(`This version of ${[module, ...elseModules].join(' or ')} exports no ${client}.`)
}

const isNoSuchModule = (error) =>
  ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes(error?.code) || isNoSuchForm(error)

/** A package need not have this form. That is an end of its jobs as its users would meet it, and no fault of ours. */
const isNoSuchForm = (error) =>
  ['ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE'].includes(error?.code)

const exported = (module, name) =>
  // What a CommonJS file exports as a whole stands in front of its own default.
  (name === 'default' ? module.default?.default : undefined) ??
  module[name] ??
  module.default?.[name] ??
  [module.default, module].find((value) => value?.name === name)

/** Turns instructions (`$provider` and the like) into what they stand for. */
const real = (arg, at) => {
  if (typeof arg !== 'object' || arg === null) return arg
  if (Array.isArray(arg)) return arg.map((item) => real(item, at))
  if (arg.$provider) return provider(arg)
  if (arg.$nothing) return undefined
  if (arg.$client) return at.client
  if (arg.$agent) return agent(arg.$agent)
  if (arg.$blocking) return real(arg.$blocking, at)
  if (arg.$file) return file(arg.$file)
  if (arg.$transport) return transport(arg.$transport)
  if (arg.$fields) return fields(arg.$fields, at)
  if (arg.$export) {
    const { module: name = at.recipe.module, name: word } = arg.$export
    const found = exported(modules.get(name), word)
    if (found === undefined) throw new Unsupported(`This version of ${name} exports no ${word}.`)
    return found
  }
  if (arg.$tokens) {
    const next = real(arg.$tokens, at)
    return { getToken: async () => ({ token: await next(), expiresOnTimestamp: Date.now() + 3_600_000 }) }
  }
  if (arg.$make) {
    const { module: name = at.recipe.module, name: word, args = [], by } = arg.$make
    const make = exported(modules.get(name), word)
    if (!make) throw new Unsupported(`This version of ${name} exports no ${word}.`)
    return by === 'call' ? make(...all(args, at)) : new make(...all(args, at))
  }
  if (arg.$call) return called(at, arg.$call)
  return Object.fromEntries(Object.entries(arg).map(([name, value]) => [name, real(value, at)]))
}

const provider = ({ $provider, fails, slowMs }) => {
  const left = [...$provider]
  let calls = 0
  const nextToken = async () => {
    calls++
    if (slowMs) await new Promise((resolve) => setTimeout(resolve, slowMs))
    if (fails === 'always' || (fails === 'first' && calls === 1)) throw new Error('No token can be had now.')
    return left.length > 1 ? left.shift() : left[0]
  }
  // A version that takes no function sends its source text: it must say what it is, and none of the tokens.
  return async () => nextToken()
}

/** As bytes with a name, or as `fs.createReadStream` gives it. */
const file = ({ name, text, as }) => {
  if (as === 'bytes') return new File([text], name, { type: 'text/plain' })
  return Object.assign(Readable.from([Buffer.from(text)]), { path: name })
}

const agent = ({ proxy, certificate }) => {
  if (proxy) return tunnelling(proxy, certificate)
  return certificate ? new https.Agent({ keepAlive: false, ...certificate }) : new http.Agent({ keepAlive: false })
}

/** As packages for it do it: each connection is asked of the proxy first (RFC 9110, section 9.3.6). */
const tunnelling = (proxy, certificate) => {
  const { hostname, port } = new URL(proxy)
  const agent = new http.Agent({ keepAlive: false })
  // For requests of both schemes.
  agent.protocol = undefined
  agent.createConnection = ({ host, port: to, protocol, servername }, done) => {
    const path = `${host}:${to}`
    const asked = http.request({ hostname, port, method: 'CONNECT', path, headers: { host: path }, agent: false })
    asked.on('error', done).on('connect', ({ statusCode }, socket) => {
      if (statusCode === 200)
        return done(null, protocol === 'https:' ? tls.connect({ socket, host, servername, ...certificate }) : socket)
      socket.destroy()
      return done(new Error(`The proxy answered ${statusCode}.`))
    })
    asked.end()
  }
  return agent
}

/** A `fetch` whose connections show a certificate. */
const showing = (certificate) => {
  const { fetch: through, Agent } = modules.get('undici')
  const dispatcher = new Agent({ connect: certificate })
  return (url, init) => through(url, { ...init, dispatcher })
}

/** A `fetch` of the program's own, as programs write them to add or log something. */
const transport = ({ kind, authorization, proxy, certificate }) => {
  const ask = certificate ? showing(certificate) : fetch
  switch (kind) {
    case 'plain':
      return (url, init) => ask(url, init)
    case 'copies-headers':
      return (url, init) => ask(url, { ...init, headers: new Headers(init?.headers) })
    case 'spreads-headers':
      return (url, init) => ask(url, { ...init, headers: { ...init?.headers } })
    case 'own-auth':
      return (url, init) => {
        const headers = new Headers(init?.headers)
        headers.set('authorization', authorization)
        return ask(url, { ...init, headers })
      }
    case 'proxied': {
      const { fetch: through, ProxyAgent } = modules.get('undici')
      const dispatcher = new ProxyAgent({ uri: proxy, ...(certificate ? { requestTls: certificate } : {}) })
      return (url, init) => through(url, { ...init, dispatcher })
    }
    default:
      throw new Error(`no such transport: ${kind}`)
  }
}

const fields = ({ as, of }, at) => {
  const entries = Object.entries(real(of, at)).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]],
  )
  if (as === 'pairs') return entries
  if (as === 'map') return new Map(Object.entries(real(of, at)))
  const headers = new Headers()
  for (const [name, value] of entries) headers.append(name, value)
  return headers
}

const all = (args, at) => args.map((arg) => real(arg, at))

/** What a method of the client, or the client itself, gives. */
const called = (at, { method, args = [] }) => {
  const { client, recipe } = at
  const found = method === '' ? client : methodAt(client, method)
  if (typeof found !== 'function') throw new Unsupported(`This version's ${recipe.client} has no ${method}().`)
  return found(...all(args, at))
}

/** Modules besides the SDK's own that a recipe speaks of. */
const modulesIn = ({ construct, second, calls }) => [
  ...makersIn([construct.args, second, calls]),
  ...calls.flatMap(({ of, connection }) => [connection, of].filter((name) => typeof name === 'string')),
]

const makersIn = (value) => {
  if (typeof value !== 'object' || value === null) return []
  const through = value.$transport?.kind === 'proxied' || value.$transport?.certificate ? 'undici' : undefined
  const own = value.$make?.module ?? value.$export?.module ?? through
  return [...(own === undefined ? [] : [own]), ...Object.values(value).flatMap(makersIn)]
}

/** The function at a dotted path, bound to what it hangs on. */
const methodAt = (client, path) => {
  let owner
  let value = client
  for (const name of path.split('.')) [owner, value] = [value, value?.[name]]
  return typeof value === 'function' ? value.bind(owner) : undefined
}

/** This version has no word for a part of the recipe. */
class Unsupported extends Error {}

const carryOut = async (said, job) => {
  const recipe = await atHome(said)
  const module = await load(recipe)
  for (const name of modulesIn(recipe)) await loadBeside(recipe, name)
  // Of a CommonJS file, `import` may find the names in its default alone.
  if (recipe.by === 'module')
    return { kind: 'called', calls: await callAll([{ ...module.default, ...module }], recipe, job) }
  const clients = [clientOf(module, recipe, recipe)]
  if (recipe.second) clients.push(clientOf(module, recipe.second, recipe))
  try {
    return { kind: 'called', calls: await callAll(clients, recipe, job) }
  } finally {
    for (const client of clients) await close(client)
  }
}

/** A package of others is there only where the user has it installed beside the SDK. */
const loadBeside = async ({ form, module }, name) => {
  try {
    await load({ form, module: name })
  } catch (error) {
    const isOwn = name.startsWith(`${module}/`)
    const missing = missingIn(error) ?? name
    if (isOwn && missing === name && isNoSuchModule(error))
      throw new Unsupported(`This version of ${module} has no ${name}.`)
    if (!['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes(error?.code)) throw error
    throw new Unsupported(`${missing} is not installed beside it: "with" in matrix.json installs it.`)
  }
}

/** The package that was looked for in vain, where it is one: what a module of the SDK's own needs, say. */
const missingIn = ({ message }) => /^Cannot find (?:package|module) '((?:@[^'/]+\/)?[^'/.][^'/]*)'/.exec(message)?.[1]

const clientOf = (module, { client: name, by, subclass, construct }, recipe) => {
  const Client = exported(module, name)
  if (!Client) throw new Unsupported(`This version of ${recipe.module} exports no ${name}.`)
  const args = all(construct.args, { recipe })
  if (by === 'call') return Client(...args)
  return subclass ? new (extended(Client, subclass, recipe))(...args) : new Client(...args)
}

/** As a user's class overrides it. A version without this member just has one more. */
const extended = (Client, { name, as, value }, recipe) => {
  const give = () => real(value, { recipe })
  const Own = class extends Client {}
  Object.defineProperty(
    Own.prototype,
    name,
    as === 'method' ? { value: give, writable: true, configurable: true } : { get: give, configurable: true },
  )
  return Own
}

/** A call that fails keeps no later one from being made. */
const callAll = async ([first, second], recipe, job) => {
  const ends = []
  for (const call of recipe.calls) {
    const client = call.by === 'second' ? second : first
    for (const [name, value] of Object.entries(call.set ?? {})) client[name] = real(value, { client, recipe })
    let method
    const once = () =>
      endOf(recipe, async () => {
        method ??= methodOf(client, call, recipe)
        const given = method(call.args)
        const result = await (call.after ? afterOf(given, call, recipe) : given)
        if (call.connection) await opened(result)
        if (call.stream) for await (const _ of typeof call.stream === 'string' ? result[call.stream] : result);
      })
    for (let time = 0; time < (call.atOnce ? 1 : call.times); time++) {
      if (ends.length > 0) await goAhead(job)
      if (call.afterMs) await new Promise((resolve) => setTimeout(resolve, call.afterMs))
      ends.push(call.atOnce ? await allAtOnce(once, call.times) : await once())
    }
  }
  return ends
}

/** As a program that serves several users makes them. The first that failed tells how they ended. */
const allAtOnce = async (once, times) => {
  const ends = await Promise.all(Array.from({ length: times }, once))
  return ends.find(({ kind }) => kind === 'raised') ?? ends[0]
}

/** A connection as programs use it: it tells its errors by an event. It is closed as soon as it is open. */
const opened = (connection) =>
  new Promise((resolve, reject) => {
    connection.on('error', reject)
    whenSocket(connection.socket, 'open', () => connection.close())
    whenSocket(connection.socket, 'close', resolve)
  })

/** `ws` and the runtime's own socket know the first word; what an SDK wraps around them may know the second alone. */
const whenSocket = (socket, event, then) =>
  socket.addEventListener ? socket.addEventListener(event, then) : socket.on(event, then)

/** A helper hangs on what the call gives, before it is waited for. */
const afterOf = (given, call, recipe) => {
  if (typeof given?.[call.after] === 'function') return given[call.after]()
  // Else its request would go on behind the next one.
  Promise.resolve(given).catch(() => {})
  throw new Unsupported(`What this version's ${recipe.client} gives has no ${call.after}().`)
}

/** The call of a recipe as a function of its arguments, made by the client or by a copy of it. */
const methodOf = (client, call, recipe) => {
  const copy = call.copy && methodAt(client, call.copy.method)
  if (call.copy && !copy) throw new Unsupported(`This version's ${recipe.client} has no ${call.copy.method}().`)
  const at = { client: copy ? copy(...all(call.copy.args, { client, recipe })) : client, recipe }
  const method = call.of
    ? memberOf(modules.get(call.of), call.method)
    : methodAt(call.on ? called(at, call.on) : at.client, call.method)
  if (!method)
    throw new Unsupported(
      call.of
        ? `This version of ${call.of} exports no ${call.method}.`
        : `This version's ${recipe.client} has no ${call.method}().`,
    )
  return (args) => (call.make ? new method(...all(args, at)) : method(...all(args, at)))
}

/** An export, or a method of one: `Connection.create`. */
const memberOf = (module, path) => {
  const [name, ...members] = path.split('.')
  const found = exported(module, name)
  return members.length === 0 ? found : methodAt(found, members.join('.'))
}

const endOf = async (recipe, attempt) => {
  try {
    await attempt()
    return { kind: 'returned' }
  } catch (error) {
    if (error instanceof Unsupported) throw error
    return raised(error, recipe.statusOf)
  }
}

/** The harness counts what has arrived before it lets the next call be made: so each request is told to its call. */
const goAhead = (job) =>
  new Promised((resolve) => {
    // What a refusal has ended goes no further.
    if (current.job !== job || current.isOver) return
    going = resolve
    say({ event: 'called', job })
  })

/** So that no socket outlives its job. What the calls came to stands. */
const close = async (client) => {
  try {
    await methodAt(client, 'close')?.()
  } catch {}
}

const raised = (error, statusOf) => {
  const name = error?.constructor?.name
  const status = error?.[statusOf]
  return {
    kind: 'raised',
    name: typeof name === 'string' ? name : typeof error,
    message: String(error?.message ?? error).slice(0, MAX_MESSAGE),
    status: Number.isSafeInteger(status) ? status : null,
  }
}

/** A refused connection ends its job at once: SDKs would try again, and again. */
const perform = async ({ job, recipe, hostPort, hosts, time }) => {
  // `Promise.withResolvers` is not there in Node 20.
  let refuse
  const refused = new Promise((resolve) => {
    refuse = resolve
  })
  const own = {
    job,
    isOver: false,
    hostPort,
    hosts,
    refuse: (host, port) => refuse({ kind: 'egress', host, port: Number.isSafeInteger(port) ? port : 0 }),
    endless: () => refuse({ kind: 'endless' }),
  }
  current = own
  say({ event: 'start', job })
  if (time) beginVirtualTime()
  setEnvironment({ ...base, ...recipe.env })
  const ended = jobOf.run(own, () =>
    carryOut(recipe, job).catch((error) =>
      error instanceof Unsupported ? { kind: 'unsupported', reason: error.message } : raised(error, recipe.statusOf),
    ),
  )
  const end = await Promise.race([ended, refused])
  // A refusal that the SDK swallowed was resolved first; it stands.
  const first = await Promise.race([refused, end])
  setEnvironment(base)
  if (time) endVirtualTime()
  own.isOver = true
  const given = wordFor(job)
  const changed = changes()
  const word = await given
  say({ event: 'end', job, word, end: first, ...(changed.length > 0 ? { changed } : {}) })
}

/** What the SDK changed as it was imported is its doing in every job: it is known when it has been. */
let changes = () => []

let onWord
const wordFor = (job) =>
  new Promised((resolve) => {
    onWord = resolve
    say({ event: 'over', job })
  })

const setEnvironment = (env) => {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name]
  Object.assign(process.env, env)
}

const fail = (error) => {
  if (isRefusal(error)) return
  console.error(error)
  process.exit(1)
}
process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)

const begin = async (hello) => {
  setUp(hello)
  say({ event: 'loading' })
  await atHome(hello.loads)
    .then(load)
    .catch((error) => {
      // What is required was imported before, or nothing would be: that it cannot be required, or breaks down where it
      // is, is an end of its jobs, as its users would meet it.
      if (hello.loads.form !== 'require' && !isNoSuchForm(error) && !(error instanceof Unsupported)) throw error
    })
  // What the SDK sets as it is imported stays, as its modules do.
  Object.assign(base, process.env)
  say({ event: 'ready', runtime: `node ${process.versions.node}` })
  // While the harness thinks of the first job; nothing of the SDK's runs before.
  changes = lookForChanges()
}

const setUp = (hello) => {
  dir = hello.dir
  Object.assign(base, hello.variables)
  setEnvironment(base)
  // What happens late belongs to the job that began it, not to the one that is under way.
  const its = () => jobOf.getStore() ?? current
  guard(hello.ports, (host, port) => its()?.refuse(host, port), {
    onReach: tellReach,
    ...(hello.hosts ? { hosts: { patterns: () => its()?.hosts ?? hello.hosts, port: () => its()?.hostPort } } : {}),
  })
  // After the guard, and before an SDK is loaded.
  if (hello.virtualTime) useVirtualTime(skip, () => current.endless())
}

/** The harness knows what is being answered, and tells the next request how long it has waited. */
const skip = (ms) =>
  new Promised((resolve) => {
    if (current === undefined || current.isOver) return resolve(false)
    skipping.push(resolve)
    say({ event: 'wait', job: current.job, ms })
  })

const hear = (message) => {
  if (dir === undefined) return begin(message)
  if (hasOwn(message, 'recipe')) return perform(message)
  if (hasOwn(message, 'waited')) return skipping.shift()?.(message.waited)
  const [answered, heard] = hasOwn(message, 'word') ? [onWord, message.word] : [going]
  // Somebody has spoken in our place: the harness must not go on.
  if (!answered) throw new Error('An answer came to what was not asked.')
  onWord = undefined
  going = undefined
  answered(heard)
}

const { stdin } = process
// Its own: what an SDK puts in their places hears nothing.
Object.assign(stdin, { emit: EventEmitter.prototype.emit, push: Readable.prototype.push })
Object.defineProperty(process, 'stdin', { value: Readable.from([]), configurable: true, writable: true })
const decoder = new TextDecoder()
const decode = decoder.decode.bind(decoder)
let rest = ''
stdin.on('data', (chunk) => {
  const lines = split(rest + decode(chunk, { stream: true }), '\n')
  rest = lines[lines.length - 1]
  for (let at = 0; at < lines.length - 1; at++) heard(parse(lines[at]))
})
const heard = async (message) => {
  try {
    await hear(message)
  } catch (error) {
    fail(error)
  }
}
// The harness is done, or gone.
stdin.on('end', () => process.exit(0))
