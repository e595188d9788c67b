import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { http } from 'msw'
import { gte, lt } from 'semver'
import { afterAll, describe, expect, test } from 'vitest'
import { startCommand } from '../../edges/command-process.ts'
import type { Registry } from '../../model/sdk.ts'
import { startCapture } from '../capture/server.ts'
import { type CommandOptions, runUserCommand } from './user-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'sdkdrift-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, text: string): void => {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
const send = `(what) => fetch(process.env.SDKDRIFT_GATEWAY_URL + '/v1/' + encodeURIComponent(what), { method: 'POST' })`
// The version under test, in both module systems and with a subpath.
write(
  'npm/node_modules/openai/package.json',
  JSON.stringify({
    name: 'openai',
    version: '9.9.9',
    exports: { '.': { import: './index.mjs', require: './index.cjs' }, './sub': './sub.cjs' },
  }),
)
write(
  'npm/node_modules/openai/index.mjs',
  `import theirs from 'shared'\nexport const own = theirs\nexport default ${send}`,
)
write('npm/node_modules/openai/index.cjs', `module.exports = ${send}`)
write('npm/node_modules/openai/sub.cjs', `module.exports = 'sub of 9.9.9'`)
write('npm/node_modules/shared/index.js', `module.exports = "the SDK's shared"`)
// What the project itself has installed.
write('project/node_modules/openai/index.js', `throw new Error('the project’s own version was loaded')`)
write('project/node_modules/shared/index.js', `module.exports = 'the project’s shared'`)
write('project/node_modules/wrapper/index.js', `module.exports = require('openai')`)

const pySend = `
import json, os, urllib.request
from openai.deep import NAME
import shared
def send(what):
    url = os.environ["SDKDRIFT_GATEWAY_URL"] + "/v1/" + urllib.parse.quote(what, safe="")
    return urllib.request.urlopen(urllib.request.Request(url, method="POST")).status
import urllib.parse
`
write('pypi/openai/__init__.py', pySend)
write('pypi/openai/deep.py', 'NAME = "deep of 9.9.9"\n')
write('pypi/shared.py', 'NAME = "the SDK\'s shared"\n')
write('pypi/only_sdk.py', 'NAME = "only the SDK has it"\n')
write('pypi/openai-9.9.9.dist-info/METADATA', 'Metadata-Version: 2.1\nName: openai\nVersion: 9.9.9\n')
write(
  'pypi/openai-9.9.9.dist-info/RECORD',
  'openai/__init__.py,,\nopenai/deep.py,,\nopenai-9.9.9.dist-info/METADATA,,\n',
)
write('project/lib/openai/__init__.py', 'raise ImportError("the project\'s own version was loaded")\n')
write('project/lib/shared.py', 'NAME = "the project\'s shared"\n')

const node = process.execPath
/** A Node from before there was one hook for both module systems, where this machine has one. */
const olderNode = [...new Set([...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/bin', '/usr/bin'])]
  .map((dir) => join(dir, 'node'))
  .find((path) => {
    const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
    return status === 0 && lt(stdout.trim(), '22.15.0') && gte(stdout.trim(), '20.6.0')
  })
let serial = 0

const run = async (registry: Registry, argv: readonly [string, ...string[]], over: Partial<CommandOptions> = {}) => {
  const capture = await startCapture({
    handlersFor: () => [
      http.all('*', ({ request }) => new Response('{}', { status: request.url.includes('refuse') ? 401 : 200 })),
    ],
  })
  const sdk = { id: 'fake', registry, package: 'openai', family: 'openai' }
  try {
    return await runUserCommand({
      command: { argv, cwd: join(folder, 'project'), path: `${dirname(node)}${delimiter}${process.env['PATH']}` },
      installed: {
        state: 'ready',
        dir: join(folder, registry),
        dependencies: {},
        reused: true,
        target: { sdk, version: '9.9.9', publishedAt: null, source: { kind: 'registry' } },
        runtime: { name: 'node', version: process.versions.node, path: node },
      },
      gateway: 'open',
      capture,
      key: `k${serial++}`,
      timeoutMs: 5_000,
      start: startCommand,
      credentials: { of: (role) => `the ${role}` },
      variablesFor: (url) => ({ OPENAI_BASE_URL: `${url}/v1` }),
      ...over,
    })
  } finally {
    await capture.close()
  }
}

const script = async (name: string, text: string, over: Partial<CommandOptions> = {}) => {
  const file = `${serial++}-${name}`
  write(`project/${file}`, text)
  return name.endsWith('.py') ? await run('pypi', ['python3', file], over) : await run('npm', ['node', file], over)
}

/** What it sent, in words. */
const sent = ({ capture }: Awaited<ReturnType<typeof script>>): readonly string[] =>
  capture.status === 'measured'
    ? capture.exchanges.map(({ target }) => decodeURIComponent(target.slice(4)))
    : [capture.reason]

const everyWay = `import send, { own } from 'openai'
       import sub from 'openai/sub'
       import { createRequire } from 'node:module'
       import mine from 'shared'
       import wrapped from 'wrapper'
       await send(sub); await send(own); await send(mine)
       await createRequire(import.meta.url)('openai')('required')
       await wrapped('wrapped')
       await (await import('openai')).default('dynamic')`

describe('node', () => {
  const nodes = [{ which: 'this Node', at: node }, ...(olderNode ? [{ which: 'an older Node', at: olderNode }] : [])]
  test.concurrent.each(
    nodes,
  )('$which: import, require, subpaths and the imports of others give the version under test', async ({ at }) => {
    write('project/every-way.mjs', everyWay)
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

  test.concurrent('a CommonJS script, TypeScript and a program that it starts itself get it too', async () => {
    expect(sent(await script('b.cjs', `require('openai')('from cjs')`))).toEqual(['from cjs'])
    expect(
      sent(await script('b.ts', `import send from 'openai'\nconst what: string = 'from ts'\nawait send(what)`)),
    ).toEqual(['from ts'])
    write('project/child.mjs', `import send from 'openai'\nawait send('from a child')`)
    const parent = `import { execFileSync } from 'node:child_process'\nexecFileSync(process.execPath, ['child.mjs'])`
    expect(sent(await script('b.mjs', parent))).toEqual(['from a child'])
  })

  test.concurrent('a connection to anywhere else is refused and told', async () => {
    const found = await script('c.mjs', `import 'openai'\nawait fetch('https://api.openai.com/v1').catch(() => {})`)
    expect(found.capture).toMatchObject({ outcome: { kind: 'egress', host: 'api.openai.com', port: 443 } })
    write('project/worker.mjs', `import 'openai'\nawait fetch('https://api.openai.com/v1').catch(() => {})`)
    const worker = `import { Worker } from 'node:worker_threads'\nnew Worker('./worker.mjs')`
    expect((await script('c2.mjs', worker)).capture).toMatchObject({
      outcome: { kind: 'egress', host: 'api.openai.com' },
    })
  })

  test.concurrent('the environment holds nothing of ours but PATH', async () => {
    const show = `import send from 'openai'\nawait send(Object.keys(process.env).sort().join(' '))`
    expect(sent(await script('d.mjs', show))).toEqual([
      'HOME LANG NODE_OPTIONS OPENAI_BASE_URL PATH PYTHONDONTWRITEBYTECODE PYTHONPATH SDKDRIFT_API_KEY SDKDRIFT_AUTH_TOKEN SDKDRIFT_ENTRA_TOKEN SDKDRIFT_GATEWAY SDKDRIFT_GATEWAY_URL SDKDRIFT_SESSION SDKDRIFT_SUBSCRIPTION_KEY SDKDRIFT_VERSION TMPDIR',
    ])
    const values = `import send from 'openai'
      await send([process.env.SDKDRIFT_ENTRA_TOKEN, process.env.SDKDRIFT_GATEWAY, process.env.SDKDRIFT_VERSION].join())`
    expect(sent(await script('d2.mjs', values))).toEqual(['the entra-token,open,9.9.9'])
  })
})

describe('python', () => {
  test.concurrent('the SDK is the version under test, everything else the project has is its own', async () => {
    const found = await script(
      'a.py',
      `import sys; sys.path.insert(0, "lib")
import openai, shared, only_sdk, importlib.metadata
openai.send(openai.NAME); openai.send(shared.NAME); openai.send(openai.shared.NAME); openai.send(only_sdk.NAME)
openai.send(importlib.metadata.version("openai"))
`,
    )
    const theirs = "the project's shared"
    expect(sent(found)).toEqual(['deep of 9.9.9', theirs, theirs, 'only the SDK has it', '9.9.9'])
    expect(readdirSync(join(folder, 'project', 'lib'))).not.toContain('__pycache__')
  })

  test.concurrent('a connection to anywhere else is refused and told', async () => {
    const found = await script('b.py', `import openai, socket\nsocket.create_connection(("api.openai.com", 443))`)
    expect(found.capture).toMatchObject({ outcome: { kind: 'egress', host: 'api.openai.com', port: 443 } })
  })

  test.concurrent('a program that it starts itself gets it too', async () => {
    write('project/child.py', 'import openai\nopenai.send("from a child")\n')
    const parent = `import subprocess, sys\nsubprocess.run([sys.executable, "child.py"], check=True)`
    expect(sent(await script('c.py', parent))).toEqual(['from a child'])
  })
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

test('a command that hangs is ended with all that it started', async () => {
  const text = `import { spawn } from 'node:child_process'
    import 'openai'
    spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'inherit' })
    console.error('still here')`
  const found = await script('g.mjs', text, { timeoutMs: 1_000 })
  expect(found.capture).toMatchObject({ status: 'timeout', reason: 'Your command did not end within 1 s.\nstill here' })
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
