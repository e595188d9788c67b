import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { HttpResponse, http } from 'msw'
import { describe, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { spawnDriver } from '../../edges/driver-process.ts'
import type { Capture } from '../../model/capture.ts'
import type { Variant } from '../../model/cell.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'
import { pythonsHere } from '../../testing/pythons.ts'
import { runtimes } from '../../testing/runtimes.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { startCapture } from '../capture/server.ts'
import { makeTrust } from '../capture/trust.ts'
import { fakes, installFake } from './fake-install.fixture.ts'
import { measure, type ObserveOptions } from './measure.ts'

const openai = shippedFamily('openai')
const made = makeTrust(new Date())

const { folder, installedFrom } = installFake('openai')

/** A plain call by a client whose organization tells the fake SDK how to behave. */
const scenario = (behaviour: string, over: Partial<Scenario> = {}): Scenario => ({
  id: behaviour,
  title: behaviour,
  client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' }, organization: behaviour },
  calls: [{ api: 'chat' }],
  behind: ['open'],
  file: 'test',
  ...over,
})

const run = async (
  registry: Registry,
  scenarios: readonly (string | Scenario)[],
  {
    variant = '',
    gateways = ['open'],
    ...options
  }: Partial<ObserveOptions> & { readonly variant?: Variant; readonly gateways?: readonly string[] } = {},
) => {
  const cells = scenarios
    .map((one) => (typeof one === 'string' ? scenario(one) : one))
    .flatMap((one) => gateways.map((gateway) => ({ scenario: one, variant, id: one.id + variant, gateway })))
  return await measure({
    installed: installedFrom(registry),
    family: openai,
    cells,
    credentials: { of: (role) => role, provider: (role) => [role], roles: [], files: {}, minted: [] },
    allowPorts: [],
    startCapture: () => startCapture({ ...clock, handlersFor: () => [http.all('*', () => new Response('{}'))] }),
    timeoutMs: 3_000,
    spawn: spawnDriver,
    ...options,
  })
}

/** What became of each scenario, in a word or two. */
const told = (captures: readonly Capture[]): Record<string, string> =>
  Object.fromEntries(
    captures.map((capture) => {
      if (capture.status !== 'measured') return [capture.scenario, capture.status]
      const { outcome } = capture
      if (outcome.kind === 'response') return [capture.scenario, `${outcome.status}`]
      return [capture.scenario, outcome.kind === 'error' ? outcome.name : `egress ${outcome.host}:${outcome.port}`]
    }),
  )

const reasonOf = (captures: readonly Capture[], id: string): string => {
  const capture = captures.find((one) => one.scenario === id)
  return capture && capture.status !== 'measured' ? capture.reason : ''
}

const drivers = [
  { registry: 'npm', variant: '' },
  { registry: 'pypi', variant: '' },
  { registry: 'pypi', variant: '.async' },
] as const

describe.each(drivers)('a driver for $registry, variant "$variant",', ({ registry, variant }) => {
  const tell = async (...scenarios: (string | Scenario)[]) => {
    const { control, captures } = await run(registry, scenarios, { variant })
    expect(control).toMatchObject({ ok: true })
    const short = captures.map((capture) => ({ ...capture, scenario: capture.scenario.replace('.async', '') }))
    return { captures: short, ...told(short) }
  }

  test.concurrent('records what reached the gateway', async () => {
    const { captures } = await tell('plain')
    expect(captures).toMatchObject([
      { scenario: 'plain', gateway: 'open', status: 'measured', outcome: { kind: 'response', status: 200 } },
    ])
    expect(captures[0]).toMatchObject({ exchanges: [{ method: 'POST', target: '/v1/chat/completions' }] })
  })

  test.concurrent('more requests than are looked at, and those that are no HTTP, are results with their count', async () => {
    const behaviours = ['in-a-circle', 'no-http', 'broken-field', 'plain']
    const { captures } = await run(registry, behaviours, { variant, timeoutMs: 60_000 })
    expect(captures).toMatchObject([
      { status: 'too-many-requests', requests: 1_006 },
      { status: 'malformed-request', requests: 1 },
      { status: 'malformed-request', requests: 1 },
      { status: 'measured' },
    ])
    // A thousand requests take their time where others run beside them.
  }, 120_000)

  test.concurrent('a request that comes when its scenario has ended is counted there, and disturbs no other', async () => {
    const { captures } = await run(registry, ['asks-late', 'slow'], { variant })
    expect(captures).toMatchObject([
      { status: 'measured', late: 1, exchanges: { length: 1 } },
      { status: 'measured', exchanges: { length: 1 } },
    ])
    expect(captures[1]).not.toHaveProperty('late')
  })

  test.concurrent('what the SDK prints is no event', async () => {
    expect(await tell('rubbish', 'plain')).toMatchObject({ rubbish: '200', plain: '200' })
  })

  test.concurrent('a client is closed before its scenario ends, whatever comes of it', async () => {
    const result = await tell('closed', 'closed-badly')
    expect(result).toMatchObject({ closed: '200', 'closed-badly': '200' })
    const requests = result.captures.map((capture) => capture.status === 'measured' && capture.exchanges.length)
    expect(requests).toEqual([2, 1])
  })

  test.concurrent('a hang costs its own scenario alone', async () => {
    const result = await tell('hang', 'spin', 'plain')
    expect(result).toMatchObject({ hang: 'timeout', spin: 'timeout', plain: '200' })
    expect(reasonOf(result.captures, 'hang')).toContain('within 3 s')
  })

  test.concurrent('an exit costs its own scenario alone, and its last words are kept', async () => {
    const result = await tell('plain', 'exit', 'throw-outside', 'slow')
    expect(result).toMatchObject({ plain: '200', exit: 'crashed', 'throw-outside': 'crashed', slow: '200' })
    expect(reasonOf(result.captures, 'exit')).toBe('The driver exited with code 7.\nlast words')
    expect(reasonOf(result.captures, 'throw-outside')).toContain('thrown outside')
  })

  test.concurrent('the scenario after a time bomb is measured again, in a driver of its own', async () => {
    expect(await tell('exit-late', 'slow', 'plain')).toMatchObject({ 'exit-late': '200', slow: '200', plain: '200' })
  })

  test.concurrent('a scenario that hangs for what another left behind is measured again, in a driver of its own', async () => {
    expect(await tell('keeps-lock', 'needs-lock', 'plain')).toMatchObject({
      'keeps-lock': '200',
      'needs-lock': '200',
      plain: '200',
    })
  })

  test.concurrent('endless output is cut off', async () => {
    const result = await tell('endless', 'plain')
    expect(result).toMatchObject({ endless: 'crashed', plain: '200' })
    expect(reasonOf(result.captures, 'endless')).toContain('more than 8 MiB')
    expect(reasonOf(result.captures, 'endless').length).toBeLessThan(10_000)
  })

  test.concurrent('a connection to the vendor is refused, ends the scenario at once, and is told', async () => {
    expect(await tell('elsewhere', 'plain')).toMatchObject({ elsewhere: 'egress api.openai.com:443', plain: '200' })
    const virtual = await tell(scenario('elsewhere', { time: 'virtual' }), 'plain')
    expect(virtual).toMatchObject({ elsewhere: 'egress api.openai.com:443', plain: '200' })
  })

  test.concurrent('a refusal that the SDK swallows is told all the same', async () => {
    const result = await tell('elsewhere-swallowed', 'other-port')
    expect(result).toMatchObject({
      'elsewhere-swallowed': 'egress telemetry.example:443',
      'other-port': 'egress 127.0.0.1:8',
    })
  })

  test.concurrent('a late attempt is not charged to the scenario that is then under way', async () => {
    expect(await tell('elsewhere-late', 'slow')).toMatchObject({ 'elsewhere-late': '200', slow: '200' })
  })

  test.concurrent('a host that is named arrives at the gateway, told to the scenario that asked it, late or not', async () => {
    const trust = await made
    const hosts = { patterns: ['api.openai.com'], trust }
    const strays: string[] = []
    const { captures } = await run(
      registry,
      ['asks-vendor', { ...scenario('asks-vendor'), id: 'again' }, 'asks-vendor-late', 'slow', 'elsewhere-swallowed'],
      {
        variant,
        hosts: { patterns: hosts.patterns, certificate: trust.certificate },
        startCapture: async () => {
          const capture = await startCapture({
            ...clock,
            hosts,
            handlersFor: () => [http.all('*', () => new Response('{}'))],
          })
          return {
            ...capture,
            close: async () => {
              strays.push(...capture.strays().map(({ target }) => target))
              await capture.close()
            },
          }
        },
      },
    )
    const asked = captures
      .slice(0, 4)
      .map((capture) =>
        capture.status === 'measured'
          ? capture.exchanges.map(({ host = 'gateway', target }) => `${host}${target}`)
          : capture.reason,
      )
    const plain = ['gateway/v1/chat/completions']
    expect(asked).toEqual([['https://api.openai.com/v1/models'], ['https://api.openai.com/v1/models'], plain, plain])
    // A refused connection ends its job at once: what that job still sends may come too late as well.
    expect(strays.filter((target) => target !== '/v1/chat/completions')).toEqual(['/v1/late'])
    expect(Object.values(told(captures)).at(-1)).toBe('egress telemetry.example:443')
  })

  test.concurrent('no other process is started; what is left behind disturbs nobody', async () => {
    const result = await tell('spawn', 'timer', 'plain')
    expect(result).toMatchObject({
      spawn: registry === 'npm' ? 'Error' : 'PermissionError',
      timer: '200',
      plain: '200',
    })
  })

  test.concurrent('a call that returns without a request is no success', async () => {
    expect(await tell('silent')).toMatchObject({ silent: 'NoRequest' })
  })

  test.concurrent('a call that fails keeps no later one from being made, and each is told by its own requests', async () => {
    const calls = [{ api: 'chat', times: 2 }, { api: 'chat' }] as const
    const { captures, ...short } = await tell(scenario('first-fails', { calls }), scenario('first-silent', { calls }))
    const answered = { kind: 'response', status: 200 }
    expect(captures).toMatchObject([
      { calls: [{ kind: 'error', name: 'APIError', status: 429 }, answered, answered], exchanges: [{}, {}] },
      { calls: [{ kind: 'error', name: 'NoRequest' }, answered, answered], exchanges: [{}, {}] },
    ])
    expect(short).toEqual({ 'first-fails': 'APIError', 'first-silent': 'NoRequest' })
  })

  test.concurrent('one call has no calls beside its outcome', async () => {
    const { captures } = await tell('plain', 'silent')
    for (const capture of captures) expect(capture).not.toHaveProperty('calls')
  })

  test.concurrent('a refusal ends a scenario of several calls too, swallowed or not', async () => {
    const calls = [{ api: 'chat', times: 3 }] as const
    const { captures } = await tell(scenario('elsewhere', { calls }), scenario('elsewhere-swallowed', { calls }))
    for (const capture of captures) expect(capture).toMatchObject({ outcome: { kind: 'egress' } })
  })

  test.concurrent('a function in the place of a key says what it is where it is taken for text, and tells no token', async () => {
    const { captures } = await tell(
      scenario('plain', {
        client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: { callable: 'entra-token' } } },
      }),
    )
    const said = registry === 'npm' ? 'async () => nextToken()' : '<function token_provider at 0x'
    const headers = captures.flatMap((capture) =>
      capture.status === 'measured' ? (capture.exchanges[0]?.headers ?? []) : [],
    )
    expect(headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1]).toContain(`Bearer ${said}`)
    expect(JSON.stringify(captures)).not.toContain('entra-token')
  })

  test.concurrent('the environment is built from nothing, anew for each scenario', async () => {
    const given = scenario('environment', { environment: { organization: 'org', variables: { MY_OWN: '1' } } })
    const { captures } = await tell('leaves-environment', given)
    const message = 'HOME LANG MY_OWN OPENAI_ORG_ID'
    expect(captures[1]).toMatchObject({ outcome: { message: expect.stringContaining(message) } })
    expect(JSON.stringify(captures[1])).not.toMatch(/LEFT_BEHIND|PATH|NODE_/)
  })

  test.concurrent('what the version lacks is unsupported, with the reason', async () => {
    const base = scenario('x')
    const azure = { ...base, id: 'azure', client: { ...base.client, kind: 'azure' } }
    const result = await tell(azure, scenario('responses', { calls: [{ api: 'responses' }] }))
    expect(result).toMatchObject({ azure: 'unsupported', responses: 'unsupported' })
    expect(reasonOf(result.captures, 'responses')).toContain('responses.create()')
  })
})

/** An npm package with these files beside its manifest, installed in a folder of its own. */
const aPackage = (name: string, manifest: object, files: Readonly<Record<string, string>>) => {
  const dir = join(folder, name)
  const own = join(dir, 'node_modules', 'openai')
  mkdirSync(own, { recursive: true })
  writeFileSync(join(own, 'package.json'), JSON.stringify({ name: 'openai', version: '6.0.0', ...manifest }))
  for (const [path, text] of Object.entries(files)) writeFileSync(join(own, path), text)
  return installedFrom('npm', dir)
}
const fake = readFileSync(join(fakes, 'openai.cjs'), 'utf8')
const imported = "import sdk from './index.cjs'\nexport const OpenAI = sdk.OpenAI\nglobalThis.loaded = 'imported'\n"
const required = "if (globalThis.loaded) throw new Error(globalThis.loaded)\nmodule.exports = require('./index.cjs')\n"

const both = async (installed: ObserveOptions['installed']) => {
  const one = scenario('plain')
  const cells = (['', '.require', ''] as const).map((variant, index) => {
    const id = `${index}${variant}`
    return { scenario: { ...one, id }, variant, id, gateway: 'open' }
  })
  return await run('npm', [], { installed, cells })
}

test('npm: an address of one’s own for loopback is not taken, and no nameserver is asked, whatever the name', async () => {
  const { captures } = await run('npm', ['own-lookup', 'asks-nameserver'])
  expect(told(captures)).toEqual({ 'own-lookup': '200', 'asks-nameserver': 'egress localhost:0' })
})

test.each(
  pythonsHere(),
)('Python $minor: no other process or interpreter is started by ways that no audit hook sees', async ({ path }) => {
  const installed = { ...installedFrom('pypi'), runtime: { ...runtimes.pypi, path } }
  const { captures } = await run('pypi', ['spawn-python', 'spawn-interpreter'], { installed })
  expect(told(captures)).toEqual({ 'spawn-python': 'PermissionError', 'spawn-interpreter': 'PermissionError' })
})

test('PyPI: a thread that has the number of one that an earlier scenario left is not taken for it', async () => {
  const { captures } = await run('pypi', ['leaves-thread', 'elsewhere-in-thread'])
  expect(told(captures)).toEqual({ 'leaves-thread': '200', 'elsewhere-in-thread': 'egress telemetry.example:443' })
})

test('each form of a package is loaded by its own conditions, in a process of its own', async () => {
  const exports = { '.': { require: './required.cjs', import: './imported.mjs' } }
  const files = { 'index.cjs': fake, 'imported.mjs': imported, 'required.cjs': required }
  const { captures } = await both(aPackage('both-forms', { exports }, files))
  expect(told(captures)).toEqual({ '0': '200', '1.require': '200', '2': '200' })
})

test('a package of CommonJS alone is imported and required', async () => {
  const { captures } = await both(aPackage('commonjs', { main: 'index.cjs' }, { 'index.cjs': fake }))
  expect(told(captures)).toEqual({ '0': '200', '1.require': '200', '2': '200' })
})

test('a package that cannot be required ends so, where it is required', async () => {
  const exports = { '.': { import: './imported.mjs' } }
  const { captures } = await both(aPackage('no-require', { exports }, { 'index.cjs': fake, 'imported.mjs': imported }))
  expect(told(captures)).toEqual({ '0': '200', '1.require': 'Error', '2': '200' })
  expect(JSON.stringify(captures[1])).toContain('No \\"exports\\" main')
})

test('a file that breaks down where it is required ends so there, and costs what is imported nothing', async () => {
  const exports = { '.': { require: './required.cjs', import: './imported.mjs' } }
  const files = { 'index.cjs': fake, 'imported.mjs': imported, 'required.cjs': 'syntax error' }
  const { captures } = await both(aPackage('broken-require', { exports }, files))
  expect(told(captures)).toEqual({ '0': '200', '1.require': 'SyntaxError', '2': '200' })
})

test('a keyword that a Python version does not take is seen in its signature', async () => {
  const base = scenario('project')
  const { captures } = await run('pypi', [{ ...base, client: { ...base.client, project: 'p' } }])
  expect(reasonOf(captures, 'project')).toBe("This version's OpenAI() takes no `project=`.")
})

test('a version that cannot be imported is not measured, and its traceback says why', async () => {
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  const { control, captures } = await run('pypi', ['plain'], {
    installed: installedFrom('pypi', empty),
  })
  expect(control).toEqual({ ok: false, reason: expect.stringContaining("No module named 'openai'") })
  expect(captures).toEqual([])
})

test('a version that waits for a connection elsewhere as it is imported is not measured, and told at once', async () => {
  const file = "export class OpenAI {}\nawait fetch('http://telemetry.example:443')\n"
  const installed = aPackage('asks-at-import', { exports: './index.mjs' }, { 'index.mjs': file })
  const { control } = await run('npm', ['plain'], { installed })
  expect(control).toEqual({ ok: false, reason: expect.stringContaining('refused a connection to telemetry.example') })
})

/** A distribution of this name that installs these modules, beside the `openai` that it depends on. */
const aFork = (name: string, modules: readonly string[]): ObserveOptions['installed'] => {
  const dir = join(folder, `fork-${name}-${modules.join('-')}`)
  mkdirSync(join(dir, `${name.replaceAll('-', '_')}-6.0.0.dist-info`), { recursive: true })
  const record = modules.map((module) => `${module}.py,sha256=x,1\n`).join('')
  writeFileSync(join(dir, `${name.replaceAll('-', '_')}-6.0.0.dist-info`, 'RECORD'), record)
  writeFileSync(join(dir, 'openai.py'), 'raise ImportError("the original was imported")\n')
  for (const module of modules) copyFileSync(join(fakes, 'openai.py'), join(dir, `${module}.py`))
  const { target, ...rest } = installedFrom('pypi', dir)
  return { ...rest, target: { ...target, sdk: { ...target.sdk, package: name } } }
}

test.each([
  ['under the module of its family', ['helpers', 'openai']],
  ['under its own name', ['acme_openai', 'helpers']],
  ['under another name, the only one that it installs', ['acme']],
] as const)('a renamed fork on PyPI is imported %s', async (_, modules) => {
  const { captures } = await run('pypi', ['plain'], { installed: aFork('Acme.openai', modules) })
  expect(told(captures)).toEqual({ plain: '200' })
})

test('a fork whose module cannot be told from others is not measured, with what it installs', async () => {
  const { control } = await run('pypi', ['plain'], { installed: aFork('acme-openai', ['acme', 'other']) })
  const reason = 'acme-openai installs no module openai or acme_openai, but acme, other.'
  expect(control).toEqual({ ok: false, reason: expect.stringContaining(reason) })
})

test('a renamed fork on npm is imported by its own name', async () => {
  const dir = join(folder, 'npm-fork')
  const own = join(dir, 'node_modules', '@acme', 'openai')
  mkdirSync(own, { recursive: true })
  copyFileSync(join(fakes, 'openai.cjs'), join(own, 'index.cjs'))
  writeFileSync(join(own, 'package.json'), '{ "name": "@acme/openai", "version": "6.0.0", "main": "index.cjs" }')
  const { target, ...rest } = installedFrom('npm', dir)
  const installed = { ...rest, target: { ...target, sdk: { ...target.sdk, package: '@acme/openai' } } }
  const { captures } = await run('npm', ['plain'], { installed })
  expect(told(captures)).toEqual({ plain: '200' })
})

test.each(drivers.slice(0, 2))('a folder behind a symbolic link is measured like any other, $registry', async ({
  registry,
}) => {
  const link = join(folder, `link-${registry}`)
  if (!existsSync(link)) symlinkSync(join(folder, registry), link)
  const { captures } = await run(registry, ['plain'], { installed: installedFrom(registry, link) })
  expect(told(captures)).toEqual({ plain: '200' })
})

test('a runtime that is not there is not measured', async () => {
  const installed = {
    ...installedFrom('npm'),
    runtime: { name: 'node', version: '24.0.0', path: '/nowhere/node' },
  } as const
  expect((await run('npm', ['plain'], { installed })).control).toMatchObject({ ok: false })
})

test('a control that is answered 201, as an API that makes things answers, is measured', async () => {
  const made = () =>
    startCapture({ ...clock, handlersFor: () => [http.all('*', () => HttpResponse.json({}, { status: 201 }))] })
  expect((await run('npm', ['plain'], { startCapture: made })).control).toMatchObject({ ok: true })
})

test('a control that is answered with an error is not measured', async () => {
  const refusing = () =>
    startCapture({ ...clock, handlersFor: () => [http.all('*', () => new Response(null, { status: 401 }))] })
  const { control } = await run('npm', ['plain'], { startCapture: refusing })
  expect(control).toEqual({ ok: false, reason: 'One plain call failed: APIError: answered 401' })
})

test('no folder of a driver is left', async () => {
  const homes: string[] = []
  const spawn: ObserveOptions['spawn'] = (commandFor, listeners) =>
    spawnDriver((place) => {
      homes.push(place.home)
      return commandFor(place)
    }, listeners)
  await run('npm', ['exit', 'plain'], { spawn })
  expect(homes).toHaveLength(2)
  expect(homes.filter((home) => existsSync(home))).toEqual([])
})

/** Linux alone says where a process is at work; elsewhere this proves nothing. */
test('bytecode is written into a folder that is met again, and not into one that was just laid down', async () => {
  const dir = join(folder, 'bytecode')
  mkdirSync(dir)
  copyFileSync(join(fakes, 'openai.py'), join(dir, 'openai.py'))
  const cache = join(dir, '__pycache__')
  await run('pypi', ['plain'], { installed: installedFrom('pypi', dir) })
  expect(existsSync(cache)).toBe(false)
  await run('pypi', ['plain'], { installed: { ...installedFrom('pypi', dir), reused: true } })
  expect(readdirSync(cache)).toHaveLength(1)
})

const processesIn = (folder: string): string[] =>
  (existsSync('/proc') ? readdirSync('/proc') : []).filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)
    } catch {
      return false
    }
  })

test.each(drivers.slice(0, 2))('when the harness is killed, a driver for $registry caught in a loop ends too', async ({
  registry,
}) => {
  const here = (path: string) => JSON.stringify(join(import.meta.dirname, path))
  const { dir, runtime, reused } = installedFrom(registry)
  const call = { method: 'chat.completions.create', args: [], kwargs: {}, stream: false, times: 1 }
  const named = registry === 'npm' ? { apiKey: 'x', organization: 'spin' } : { api_key: 'x', organization: 'spin' }
  const construct = registry === 'npm' ? { args: [named], kwargs: {} } : { args: [], kwargs: named }
  const keywords = registry === 'npm' ? {} : { model: 'm', messages: [] }
  const words = { module: 'openai', form: 'import', client: 'OpenAI', async: false, statusOf: 'status' }
  const recipe = { ...words, construct, env: {}, calls: [{ ...call, kwargs: keywords }] }
  const code = `
    import { spawnDriver } from ${here('../../edges/driver-process.ts')}
    import { driverCommand } from ${here('driver-command.ts')}
    let home
    const driver = await spawnDriver(
      (place) => { home = place.home; return driverCommand(${JSON.stringify({ dir, runtime, reused })}, place) },
      {
        line: (text) => {
          if (text.includes('ready')) driver.send(${JSON.stringify(`${JSON.stringify({ job: 'secret', recipe })}\n`)})
          if (text.includes('start')) console.log(home)
        },
        output: () => {},
      })
    driver.send(${JSON.stringify(`${JSON.stringify({ dir, package: 'openai', loads: recipe, ports: [], files: { reads: [dir], writes: [] } })}\n`)})`
  const harness = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [home] = await once(harness.stdout.setEncoding('utf8'), 'data')
  const folder = String(home).trim()
  expect(existsSync(folder)).toBe(true)
  if (existsSync('/proc')) expect(processesIn(folder)).toHaveLength(1)
  harness.kill('SIGKILL')
  await expect.poll(() => existsSync(folder), { timeout: 30_000 }).toBe(false)
  await expect.poll(() => processesIn(folder), { timeout: 30_000 }).toEqual([])
})

describe.each([{ registry: 'npm' }, { registry: 'pypi' }] as const)('behind several gateways, on $registry,', ({
  registry,
}) => {
  /** Of each cell how it ended, and where it was observed when that was elsewhere; and how many requests were really sent. */
  const behind = async (gateways: readonly string[], ...behaviours: readonly string[]) => {
    let sent = 0
    const { captures } = await run(registry, behaviours, {
      gateways,
      mayShare: (gateway) => gateway !== 'code',
      startCapture: async () => {
        const capture = await startCapture({
          ...clock,
          handlersFor: (gateway) => [
            http.all('*', () => (gateway === 'refuses' ? new Response('{}', { status: 403 }) : new Response('{}'))),
          ],
        })
        return {
          ...capture,
          take: (key) => {
            const exchanges = capture.take(key)
            sent += exchanges.length
            return exchanges
          },
        }
      },
    })
    const cells = captures.map((one) => [
      `${one.scenario} ${one.gateway}`,
      one.status === 'measured'
        ? `${one.exchanges.map(({ answered }) => answered.status)}${one.inferred ? ` from ${one.inferred.gateway}` : ''}`
        : one.status,
    ])
    return { cells: Object.fromEntries(cells), sent: sent - CONTROLS }
  }
  const CONTROLS = 2

  test.concurrent('who answers alike is not asked again, whichever comes first', async () => {
    expect(await behind(['a', 'refuses', 'b', 'code', 'c'], 'plain')).toEqual({
      cells: {
        'plain a': '200',
        'plain refuses': '403',
        'plain b': '200 from a',
        'plain code': '200',
        'plain c': '200 from a',
      },
      sent: 3,
    })
  })

  test.concurrent('of what ended in nothing nothing follows', async () => {
    const { cells } = await behind(['a', 'b'], 'exit', 'hang', 'plain')
    expect(cells).toEqual({
      'exit a': 'crashed',
      'exit b': 'crashed',
      'hang a': 'timeout',
      'hang b': 'timeout',
      'plain a': '200',
      'plain b': '200 from a',
    })
  })
})
