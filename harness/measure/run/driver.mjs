// Carries recipes out in the SDK that lies in an isolated folder. Knows no SDK, and imports nothing of the harness but
// its guard. Jobs come on stdin, events leave on file descriptor 3, one JSON object a line: see model/driver.ts.
import { AsyncLocalStorage } from 'node:async_hooks'
import { writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import vm from 'node:vm'
import { guard, isRefusal } from './guard.mjs'

const MAX_MESSAGE = 4096
const jobOf = new AsyncLocalStorage()
const waiting = []
const modules = new Map()
const base = { ...process.env }
let current
let dir
let busy = false
let ready = false

// Else what an SDK prints without end would pile up in here, where nobody can count it.
for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true)

const say = (event) => {
  const bytes = Buffer.from(`${JSON.stringify(event)}\n`)
  for (let from = 0; from < bytes.length; )
    try {
      from += writeSync(3, bytes, from)
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error
    }
}

/** CommonJS when the package has it (quicker to load), else as a module. */
const load = async (name) => {
  const known = modules.get(name)
  if (known) return known
  let loaded
  try {
    loaded = createRequire(join(dir, 'driver.cjs'))(name)
  } catch (error) {
    if (!['ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE'].includes(error?.code))
      throw error
    const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER
    const script = new vm.Script('(name) => import(name)', {
      filename: join(dir, 'driver.mjs'),
      importModuleDynamically,
    })
    loaded = await script.runInThisContext()(name)
  }
  modules.set(name, loaded)
  return loaded
}

const exported = (module, name) =>
  module[name] ?? module.default?.[name] ?? [module.default, module].find((value) => value?.name === name)

/** Turns `$provider` into what it stands for. */
const real = (arg) => {
  if (typeof arg !== 'object' || arg === null) return arg
  if (Array.isArray(arg)) return arg.map(real)
  if (arg.$provider) {
    const left = [...arg.$provider]
    return async () => (left.length > 1 ? left.shift() : left[0])
  }
  return Object.fromEntries(Object.entries(arg).map(([name, value]) => [name, real(value)]))
}

/** The function at a dotted path, bound to what it hangs on. */
const methodAt = (client, path) => {
  let owner
  let value = client
  for (const name of path.split('.')) [owner, value] = [value, value?.[name]]
  return typeof value === 'function' ? value.bind(owner) : undefined
}

const unsupported = (reason) => ({ kind: 'unsupported', reason })

const carryOut = async (recipe) => {
  const module = await load(recipe.module)
  const Client = exported(module, recipe.client)
  if (!Client) return unsupported(`This version of ${recipe.module} exports no ${recipe.client}.`)
  const client = new Client(...real(recipe.construct.args))
  try {
    return await callAll(client, recipe)
  } finally {
    await close(client)
  }
}

const callAll = async (client, recipe) => {
  for (const call of recipe.calls) {
    const copy = call.copy && methodAt(client, call.copy.method)
    if (call.copy && !copy) return unsupported(`This version's ${recipe.client} has no ${call.copy.method}().`)
    const method = methodAt(copy ? copy(...real(call.copy.args)) : client, call.method)
    if (!method) return unsupported(`This version's ${recipe.client} has no ${call.method}().`)
    for (let time = 0; time < call.times; time++) {
      const result = await method(...real(call.args))
      if (call.stream) for await (const _ of result);
    }
  }
  return { kind: 'returned' }
}

/** So that no socket outlives its job. What the calls came to stands. */
const close = async (client) => {
  try {
    await methodAt(client, 'close')?.()
  } catch {}
}

const raised = (error, statusOf) => ({
  kind: 'raised',
  name: error?.constructor?.name ?? typeof error,
  message: String(error?.message ?? error).slice(0, MAX_MESSAGE),
  status: Number.isInteger(error?.[statusOf]) ? error[statusOf] : null,
})

/** A refused connection ends its job at once: SDKs would try again, and again. */
const perform = async ({ job, recipe }) => {
  const refused = Promise.withResolvers()
  current = { refuse: (host, port) => refused.resolve({ kind: 'egress', host, port }) }
  say({ event: 'start', job })
  setEnvironment({ ...base, ...recipe.env })
  const ended = jobOf.run(current, () => carryOut(recipe).catch((error) => raised(error, recipe.statusOf)))
  const end = await Promise.race([ended, refused.promise])
  // A refusal that the SDK swallowed was resolved first; it stands.
  const first = await Promise.race([refused.promise, end])
  setEnvironment(base)
  say({ event: 'end', job, end: first })
}

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

const work = async () => {
  if (busy) return
  busy = true
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (!ready) {
      await load(next.recipe.module)
      ready = true
      say({ event: 'ready', runtime: `node ${process.versions.node}` })
    }
    await perform(next)
  }
  busy = false
}

const begin = (hello) => {
  dir = hello.dir
  // What happens late belongs to the job that began it, not to the one that is under way.
  guard(hello.ports, (host, port) => (jobOf.getStore() ?? current)?.refuse(host, port))
}

let rest = ''
process.stdin.setEncoding('utf8')
process.stdin.on('data', (chunk) => {
  const lines = (rest + chunk).split('\n')
  rest = lines.pop()
  for (const line of lines) {
    const message = JSON.parse(line)
    if (dir === undefined) begin(message)
    else waiting.push(message)
  }
  work().catch(fail)
})
// The harness is done, or gone.
process.stdin.on('end', () => process.exit(0))
