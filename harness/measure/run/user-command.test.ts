import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandProject, sent } from './command-project.fixture.ts'

// What a program is given, and what its end means.

const { folder, run, script, write } = commandProject()

test.concurrent('the environment holds nothing of ours but PATH', async () => {
  const show = `import send from 'openai'\nawait send(Object.keys(process.env).sort().join(' '))`
  expect(sent(await script('d.mjs', show))).toEqual([
    'HOME LANG NODE_OPTIONS OPENAI_BASE_URL PATH PYTHONDONTWRITEBYTECODE PYTHONPATH SDKDRIFT_ACCOUNT_USER SDKDRIFT_ADMIN_KEY SDKDRIFT_API_KEY SDKDRIFT_AUTH_TOKEN SDKDRIFT_ENTRA_TOKEN SDKDRIFT_GATEWAY SDKDRIFT_GATEWAY_HOST SDKDRIFT_GATEWAY_PORT SDKDRIFT_GATEWAY_URL SDKDRIFT_SCENARIO SDKDRIFT_SESSION SDKDRIFT_SUBSCRIPTION_KEY SDKDRIFT_VERSION TMPDIR UV_NO_SYNC UV_OFFLINE',
  ])
  const values = `import send from 'openai'
      await send([process.env.SDKDRIFT_ENTRA_TOKEN, process.env.SDKDRIFT_GATEWAY, process.env.SDKDRIFT_VERSION].join())`
  expect(sent(await script('d2.mjs', values))).toEqual(['the entra-token,open,9.9.9'])
})

test('an exit code is an outcome, with the last words and what the gateway said last', async () => {
  const found = await script(
    'e.mjs',
    `import send from 'openai'\nawait send('refuse')\nthrow new TypeError('not let in')`,
  )
  expect(found.capture).toMatchObject({
    status: 'measured',
    outcome: { kind: 'error', name: 'exit code 1', message: 'TypeError: not let in', status: 401 },
  })
  const python = await script('e.py', `import openai, sys\nopenai.send("x")\nsys.exit(3)`)
  expect(python.capture).toMatchObject({ outcome: { kind: 'error', name: 'exit code 3', message: '' } })
  expect(python.capture).not.toHaveProperty('outcome.status')
})

test('a command that never asks for the SDK is no result about it', async () => {
  const found = await script('f.mjs', `await fetch(process.env.SDKDRIFT_GATEWAY_URL)`)
  expect(found).toMatchObject({ loaded: false, capture: { status: 'crashed' } })
  expect(sent(found)[0]).toBe(
    'Your command ended with exit code 0 and never imported openai, so it says nothing about fake.',
  )
})

test('a credential that is a file lies there as long as it runs, and it has the path', async () => {
  const credentials = {
    of: (role: string) => role,
    roles: ['google', 'google.private-key'],
    files: { google: { name: 'google.json', text: '{"private_key":"made-up"}' } },
  }
  const text = `import send from 'openai'
    import { readFileSync, statSync } from 'node:fs'
    const { SDKDRIFT_GOOGLE: path, SDKDRIFT_GOOGLE_PRIVATE_KEY: part } = process.env
    await send([path, readFileSync(path, 'utf8'), part, (statSync(path).mode & 0o777).toString(8)].join())`
  const found = await script('file.mjs', text, { credentials })
  const [path = '', ...rest] = sent(found)[0]?.split(',') ?? []
  expect(rest).toEqual(['{"private_key":"made-up"}', 'google.private-key', '600'])
  expect(path).toMatch(/\/sdkdrift-[\w-]+\/credentials\/google\.json$/)
  expect(existsSync(path)).toBe(false)
})

test('it has what its entry says, and knows which of its scenarios is asked for', async () => {
  const text = `import send from 'openai'
    await send([process.env.STRIPE_KEY, process.env.REGION, process.env.SDKDRIFT_SCENARIO].join())`
  write({ 'project/env.mjs': text })
  const program = { id: 'api.refund', argv: ['node', 'env.mjs'] as const, cwd: join(folder, 'project') }
  const env = { STRIPE_KEY: { credential: 'account.user' }, REGION: 'eu' }
  const found = await run('npm', ['node'], { command: { ...program, env, scenario: 'refund' } })
  expect(sent(found)).toEqual(['the account.user,eu,refund'])
  expect(sent(await run('npm', ['node'], { command: program }))).toEqual([',,api.refund'])
})

test('exit code 78 says that it cannot do that, in its last line', async () => {
  expect(
    (
      await script(
        'x.mjs',
        `import send from 'openai'\nawait send('a')\nconsole.error('first\\nno refunds here\\n')\nprocess.exit(78)`,
      )
    ).capture,
  ).toMatchObject({ status: 'unsupported', reason: 'no refunds here' })
  // Before it asks for the SDK, too; and where nothing is said on stderr.
  expect((await script('x.py', `import sys\nprint('not with this')\nsys.exit(78)`)).capture).toMatchObject({
    status: 'unsupported',
    reason: 'not with this',
  })
  expect((await script('y.mjs', `process.exit(78)`)).capture).toMatchObject({
    reason: 'It ended with exit code 78 and said nothing.',
  })
})

test('a client that takes a host and a port alone finds its gateway: the whole origin is the program’s', async () => {
  const found = await script(
    'o.mjs',
    `import http from 'node:http'
    import 'openai'
    const { SDKDRIFT_GATEWAY_HOST: host, SDKDRIFT_GATEWAY_PORT: port, SDKDRIFT_GATEWAY_URL: url } = process.env
    if (url !== 'http://' + host + ':' + port) throw new Error(url)
    http.get({ host, port, path: '/v1/models?x=1' }, (answer) => answer.resume())`,
  )
  expect(found).toMatchObject({
    loaded: true,
    sent: 1,
    capture: { status: 'measured', outcome: { status: 200 }, exchanges: [{ target: '/v1/models?x=1' }] },
  })
})

test('a program whose errors stand on stdout alone, as a test runner prints them, is told by them', async () => {
  const found = await script(
    's.py',
    `import openai, sys\nprint("E   KeyError: 'k'")\nprint("1 failed in 0.1s")\nsys.exit(1)`,
  )
  expect(found.capture).toMatchObject({ outcome: { message: "KeyError: 'k'" } })
})

test('a command that hangs is ended with all that it started', async () => {
  const text = `import { spawn } from 'node:child_process'
    import 'openai'
    spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'inherit' })
    console.error('still here')`
  const found = await script('g.mjs', text, { timeoutMs: 1_000 })
  expect(found.sent).toBe(0)
  expect(found.capture).toMatchObject({ status: 'timeout', reason: 'Your command did not end within 1 s.\nstill here' })
})

test('one that forgets a connection ends as it does before any server, which ends that connection some day', async () => {
  const text = `import http from 'node:http'
    import 'openai'
    const { SDKDRIFT_GATEWAY_URL } = process.env
    const answered = (agent) => new Promise((resolve) => http.get(SDKDRIFT_GATEWAY_URL, { agent }, resolve))
    const agent = new http.Agent({ keepAlive: true })
    await answered(agent)
    ;(await answered(agent)).resume()`
  const found = await script('kept.mjs', text, { timeoutMs: 5_000 })
  expect(found).toMatchObject({ sent: 2, capture: { status: 'measured', outcome: { status: 200 } } })
})

test('what it leaves behind does not keep it from ending', async () => {
  const text = `import { spawn } from 'node:child_process'
    import send from 'openai'
    await send('sent')
    spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'inherit', detached: false }).unref()
    process.exit(0)`
  expect(sent(await script('h.mjs', text))).toEqual(['sent'])
})

test('a program that is not there is the mistake of whoever named it', async () => {
  await expect(run('npm', ['no-such-program', 'x'])).rejects.toThrow(/no-such-program could not be started/)
})
