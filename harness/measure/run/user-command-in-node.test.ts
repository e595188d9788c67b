import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { gte, lt } from 'semver'
import { expect, test } from 'vitest'
import { commandProject, sent } from './command-project.fixture.ts'

// Which version a Node program gets, and where it may go.

const { run, script, write } = commandProject()

const node = process.execPath
/** A Node from before there was one hook for both module systems, where this machine has one. */
const olderNode = [...new Set([...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/bin', '/usr/bin'])]
  .map((dir) => join(dir, 'node'))
  .find((path) => {
    const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
    return status === 0 && lt(stdout.trim(), '22.15.0') && gte(stdout.trim(), '20.6.0')
  })
const everyWay = `import send, { own } from 'openai'
       import sub from 'openai/sub'
       import { createRequire } from 'node:module'
       import mine from 'shared'
       import wrapped from 'wrapper'
       await send(sub); await send(own); await send(mine)
       await createRequire(import.meta.url)('openai')('required')
       await wrapped('wrapped')
       await (await import('openai')).default('dynamic')`

const nodes = [{ which: 'this Node', at: node }, ...(olderNode ? [{ which: 'an older Node', at: olderNode }] : [])]
test.concurrent.each(
  nodes,
)('$which: import, require, subpaths and the imports of others give the version under test', async ({ at }) => {
  write({ 'project/every-way.mjs': everyWay })
  const found = await run('npm', [at, 'every-way.mjs'])
  expect(found.loaded).toBe(true)
  expect(sent(found)).toEqual([
    'sub of 9.9.9',
    "the SDK's shared",
    'the project’s shared',
    'required',
    'wrapped',
    'dynamic',
  ])
  expect(found.capture).toMatchObject({ scenario: 'your-command', outcome: { kind: 'response', status: 200 } })
})

test.concurrent.each(nodes)('$which: an optional companion that only the project has is the project’s', async ({
  at,
}) => {
  write({
    'project/companions.mjs': `import send from 'openai'
       import { createRequire } from 'node:module'
       import imported from 'openai/helper.mjs'
       const require = createRequire(import.meta.url)
       const failure = (error) => error.code
       await send(imported); await send(require('openai/helper.cjs'))
       await send(await import('openai/none.mjs').catch(failure))
       for (const what of ['openai/none.cjs', 'openai/part.cjs'])
         await send((() => { try { return require(what) } catch (error) { return failure(error) } })())`,
  })
  expect(sent(await run('npm', [at, 'companions.mjs']))).toEqual([
    "the project’s zod,the SDK's shared",
    "the project’s zod,its sub,the SDK's shared",
    'ERR_MODULE_NOT_FOUND',
    'MODULE_NOT_FOUND',
    'MODULE_NOT_FOUND',
  ])
})

test.concurrent('a companion is looked for where the SDK was asked for, then in the folder of the command', async () => {
  write({ 'project/packages/a/node_modules/zod/index.js': `module.exports = 'zod of packages/a'` })
  write({
    'project/packages/a/x.mjs': `import send from 'openai'\nimport what from 'openai/helper.mjs'\nawait send(what)`,
  })
  expect(sent(await run('npm', ['node', 'packages/a/x.mjs']))).toEqual(["zod of packages/a,the SDK's shared"])
})

test.concurrent('a CommonJS script, TypeScript and a program that it starts itself get it too', async () => {
  expect(sent(await script('b.cjs', `require('openai')('from cjs')`))).toEqual(['from cjs'])
  expect(
    sent(await script('b.ts', `import send from 'openai'\nconst what: string = 'from ts'\nawait send(what)`)),
  ).toEqual(['from ts'])
  write({ 'project/child.mjs': `import send from 'openai'\nawait send('from a child')` })
  const parent = `import { execFileSync } from 'node:child_process'\nexecFileSync(process.execPath, ['child.mjs'])`
  expect(sent(await script('b.mjs', parent))).toEqual(['from a child'])
})

test.concurrent.each(nodes)('$which: what is started with an environment of its own gets it too', async ({ at }) => {
  write({ 'project/lonely.mjs': `import send from 'openai'\nawait send(process.argv[2] ?? 'from a worker')` })
  write({
    'project/starts.mjs': `import { execFileSync, spawn } from 'node:child_process'
       import { once } from 'node:events'
       import { Worker } from 'node:worker_threads'
       const { SDKDRIFT_GATEWAY_URL } = process.env
       const env = { SDKDRIFT_GATEWAY_URL }
       execFileSync(process.execPath, ['lonely.mjs', 'waited for'], { env })
       const more = { ...process.env, NODE_OPTIONS: '--no-deprecation' }
       await once(spawn(process.execPath, ['lonely.mjs', 'with options'], { env: more }), 'exit')
       await once(new Worker('./lonely.mjs', { env }), 'exit')`,
  })
  expect(sent(await run('npm', [at, 'starts.mjs']))).toEqual(['waited for', 'with options', 'from a worker'])
})

test.concurrent('a port that the user allows may be connected to, on loopback alone', async () => {
  const proxy = createServer((socket) => socket.end()).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const address = proxy.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const text = (host: string) => `import net from 'node:net'\nimport send from 'openai'
      await new Promise((end) => net.connect(${port}, '${host}').on('error', end).on('close', end).resume())
      await send('a')`
  const at = (host: string, allowPorts: readonly number[]) =>
    script(`p${host}${allowPorts.length}.mjs`, text(host), { allowPorts })
  expect((await at('127.0.0.1', [port])).capture).toMatchObject({ outcome: { kind: 'response' } })
  expect((await at('127.0.0.1', [port])).reached).toEqual([])
  expect((await at('127.0.0.1', [])).reached).toEqual([{ kind: 'connect', what: `127.0.0.1:${port}` }])
  expect((await at('192.0.2.1', [port])).reached).toEqual([{ kind: 'connect', what: `192.0.2.1:${port}` }])
  proxy.close()
})

test.concurrent('a connection to anywhere else is refused and told', async () => {
  const found = await script('c.mjs', `import 'openai'\nawait fetch('https://api.openai.com/v1').catch(() => {})`)
  expect(found.capture).toMatchObject({ outcome: { kind: 'egress', host: 'api.openai.com', port: 443 } })
  write({ 'project/worker.mjs': `import 'openai'\nawait fetch('https://api.openai.com/v1').catch(() => {})` })
  const worker = `import { Worker } from 'node:worker_threads'\nnew Worker('./worker.mjs')`
  expect((await script('c2.mjs', worker)).capture).toMatchObject({
    outcome: { kind: 'egress', host: 'api.openai.com' },
  })
})

test.concurrent('one that goes elsewhere and ends well has the gateway’s answer, and is told to have gone there', async () => {
  const text = (then: string) => `import send from 'openai'
    await fetch('https://telemetry.example/v1').catch(() => {})
    await send('a')\n${then}`
  const found = await script('t.mjs', text(''))
  expect(found.capture).toMatchObject({ outcome: { kind: 'response', status: 200 } })
  expect(found.reached).toEqual([{ kind: 'connect', what: 'telemetry.example:443' }])
  const failed = await script('t2.mjs', text('process.exit(1)'))
  expect(failed.capture).toMatchObject({ outcome: { kind: 'egress', host: 'telemetry.example' } })
  // The result says so; one cause is told once.
  expect(failed.reached).toEqual([])
  const told = `import 'openai'\nawait fetch('https://telemetry.example/v1').catch((error) => { console.error('AcmeError: ' + error.message); process.exit(1) })`
  // All that many an SDK says of it.
  expect((await script('t4.mjs', told)).capture).toMatchObject({
    outcome: { kind: 'egress', host: 'telemetry.example' },
  })
  const text3 = `import 'openai'\nawait fetch('https://telemetry.example/v1').catch(() => {})\nthrow new Error('no database')`
  const named = await script('t3.mjs', text3)
  expect(named.capture).toMatchObject({ outcome: { kind: 'error', message: expect.stringContaining('no database') } })
  expect(named.reached).toEqual([{ kind: 'connect', what: 'telemetry.example:443' }])
})

test('what the project has that uses the SDK uses the version under test', async () => {
  write({ 'project/node_modules/wraps/package.json': '{"name": "wraps", "type": "module", "main": "index.js"}' })
  write({ 'project/node_modules/wraps/index.js': "import send from 'openai'\nawait send('by what wraps it')" })
  write({ 'project/node_modules/wraps/node_modules/openai/package.json': '{"name": "openai", "main": "index.js"}' })
  write({ 'project/node_modules/wraps/node_modules/openai/index.js': 'throw new Error("another version was loaded")' })
  const { loaded, ...ended } = await script('wraps.mjs', "import 'wraps'")
  expect([loaded, sent({ loaded, ...ended })]).toEqual([true, ['by what wraps it']])
})
