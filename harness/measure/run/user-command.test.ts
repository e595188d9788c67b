import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { http } from 'msw'
import { gte, lt } from 'semver'
import { afterAll, describe, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { startCommand } from '../../edges/command-process.ts'
import { ROLES } from '../../model/role.ts'
import type { Registry } from '../../model/sdk.ts'
import { startCapture } from '../capture/server.ts'
import { makeTrust, type Trust } from '../capture/trust.ts'
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
    exports: { '.': { import: './index.mjs', require: './index.cjs' }, './sub': './sub.cjs', './*': './*' },
  }),
)
write(
  'npm/node_modules/openai/index.mjs',
  `import theirs from 'shared'\nexport const own = theirs\nexport default ${send}`,
)
write('npm/node_modules/openai/index.cjs', `module.exports = ${send}`)
write('npm/node_modules/openai/sub.cjs', `module.exports = 'sub of 9.9.9'`)
// Helpers for an optional companion, which only the project has.
write(
  'npm/node_modules/openai/helper.mjs',
  `import zod from 'zod'\nimport theirs from 'shared'\nexport default [zod, theirs].join()`,
)
write(
  'npm/node_modules/openai/helper.cjs',
  `module.exports = [require('zod'), require('zod/sub'), require('shared')].join()`,
)
write('npm/node_modules/openai/none.mjs', `import 'nobody-has-it'`)
write('npm/node_modules/openai/none.cjs', `require('nobody-has-it')`)
// The tree has the package, not this part of it: the project's is another version's.
write('npm/node_modules/openai/part.cjs', `module.exports = require('shared/part')`)
write('project/node_modules/shared/part.js', `module.exports = 'the project’s part'`)
write('project/node_modules/zod/index.js', `module.exports = 'the project’s zod'`)
write('project/node_modules/zod/sub.js', `module.exports = 'its sub'`)
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
/** A Python distribution in a folder: its modules, and the RECORD that says they are its own. */
const distribution = (dir: string, name: string, version: string, files: Readonly<Record<string, string>>): void => {
  const info = `${name}-${version}.dist-info`
  const all = { ...files, [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n` }
  for (const [path, text] of Object.entries(all)) write(`${dir}/${path}`, text)
  write(
    `${dir}/${info}/RECORD`,
    [...Object.keys(all), `bin/${name}`, `${info}/RECORD`].map((path) => `${path},,\n`).join(''),
  )
}
distribution('pypi', 'openai', '9.9.9', { 'openai/__init__.py': pySend, 'openai/deep.py': 'NAME = "deep of 9.9.9"\n' })
distribution('pypi', 'shared', '9.0', { 'shared.py': 'NAME = "the SDK\'s shared"\n' })
// A part of a namespace that the project has other parts of; a name that the standard library has too.
distribution('pypi', 'space-core', '9.0', {
  'space/core.py': 'NAME = "the SDK\'s core"\n',
  'abc.py': 'raise ImportError',
})
write('pypi/no_record-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\nName: no-record\nVersion: 1.0\n')
distribution('pypi', 'native', '9.0', { 'native/__init__.py': '', 'native/_c.cpython-39-none.so': '' })
// What the project has: the same again in other versions, and what is its own.
const theProjects = {
  'openai/__init__.py': 'raise ImportError("the project\'s own version was loaded")\n',
  'shared.py': 'NAME = "the project\'s shared"\n',
}
distribution('project/lib', 'shared', '1.0', theProjects)
distribution('project/lib', 'mine', '1.0', {
  'mine.py': 'NAME = "mine"\n',
  'bin/__init__.py': 'NAME = "my bin"\n',
  'space/core.py': 'NAME = "the project\'s core"\n',
  'space/mine.py': 'NAME = "my part of space"\n',
})

const node = process.execPath
/** A Node from before there was one hook for both module systems, where this machine has one. */
const olderNode = [...new Set([...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/bin', '/usr/bin'])]
  .map((dir) => join(dir, 'node'))
  .find((path) => {
    const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
    return status === 0 && lt(stdout.trim(), '22.15.0') && gte(stdout.trim(), '20.6.0')
  })
let serial = 0
let made: Promise<Trust> | undefined
const trust = (): Promise<Trust> => {
  made ??= makeTrust(new Date())
  return made
}
/** Filled in when the sockets are there. */
const hosts = { patterns: ['api.acme.test', '*.blob.acme.test'], certificate: '' }

const run = async (registry: Registry, argv: readonly [string, ...string[]], over: Partial<CommandOptions> = {}) => {
  const capture = await startCapture({
    ...clock,
    ...(over.hosts ? { hosts: { patterns: over.hosts.patterns, trust: await trust() } } : {}),
    handlersFor: () => [
      http.all('*', ({ request }) => new Response('{}', { status: request.url.includes('refuse') ? 401 : 200 })),
    ],
  })
  const sdk = { id: 'fake', registry, package: 'openai', family: 'openai' }
  try {
    return await runUserCommand({
      command: { id: 'your-command', argv, cwd: join(folder, 'project') },
      path: `${dirname(node)}${delimiter}${process.env['PATH']}`,
      installed: {
        state: 'ready',
        dir: join(folder, registry),
        dependencies: {},
        reused: true,
        target: { sdk, version: '9.9.9', publishedAt: null, source: { kind: 'registry' } },
        runtime: { name: 'node', version: process.versions.node, path: node },
      },
      beside: [],
      gateway: 'open',
      capture,
      key: `k${serial++}`,
      allowPorts: [],
      timeoutMs: 5_000,
      start: startCommand,
      credentials: { of: (role) => `the ${role}`, roles: [...ROLES, 'account.user'], files: {} },
      variablesFor: (url) => ({ OPENAI_BASE_URL: `${url}/v1` }),
      ...over,
      hosts: over.hosts ? { ...over.hosts, certificate: (await trust()).certificate } : null,
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

  test.concurrent.each(nodes)('$which: an optional companion that only the project has is the project’s', async ({
    at,
  }) => {
    write(
      'project/companions.mjs',
      `import send from 'openai'
       import { createRequire } from 'node:module'
       import imported from 'openai/helper.mjs'
       const require = createRequire(import.meta.url)
       const failure = (error) => error.code
       await send(imported); await send(require('openai/helper.cjs'))
       await send(await import('openai/none.mjs').catch(failure))
       for (const what of ['openai/none.cjs', 'openai/part.cjs'])
         await send((() => { try { return require(what) } catch (error) { return failure(error) } })())`,
    )
    expect(sent(await run('npm', [at, 'companions.mjs']))).toEqual([
      "the project’s zod,the SDK's shared",
      "the project’s zod,its sub,the SDK's shared",
      'ERR_MODULE_NOT_FOUND',
      'MODULE_NOT_FOUND',
      'MODULE_NOT_FOUND',
    ])
  })

  test.concurrent('a companion is looked for where the SDK was asked for, then in the folder of the command', async () => {
    write('project/packages/a/node_modules/zod/index.js', `module.exports = 'zod of packages/a'`)
    write(
      'project/packages/a/x.mjs',
      `import send from 'openai'\nimport what from 'openai/helper.mjs'\nawait send(what)`,
    )
    expect(sent(await run('npm', ['node', 'packages/a/x.mjs']))).toEqual(["zod of packages/a,the SDK's shared"])
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
    expect((await at('127.0.0.1', [])).capture).toMatchObject({ outcome: { kind: 'egress', port } })
    expect((await at('192.0.2.1', [port])).capture).toMatchObject({ outcome: { kind: 'egress', host: '192.0.2.1' } })
    proxy.close()
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
      'HOME LANG NODE_OPTIONS OPENAI_BASE_URL PATH PYTHONDONTWRITEBYTECODE PYTHONPATH SDKDRIFT_ACCOUNT_USER SDKDRIFT_API_KEY SDKDRIFT_AUTH_TOKEN SDKDRIFT_ENTRA_TOKEN SDKDRIFT_GATEWAY SDKDRIFT_GATEWAY_HOST SDKDRIFT_GATEWAY_PORT SDKDRIFT_GATEWAY_URL SDKDRIFT_SCENARIO SDKDRIFT_SESSION SDKDRIFT_SUBSCRIPTION_KEY SDKDRIFT_VERSION TMPDIR UV_NO_SYNC UV_OFFLINE',
    ])
    const values = `import send from 'openai'
      await send([process.env.SDKDRIFT_ENTRA_TOKEN, process.env.SDKDRIFT_GATEWAY, process.env.SDKDRIFT_VERSION].join())`
    expect(sent(await script('d2.mjs', values))).toEqual(['the entra-token,open,9.9.9'])
  })
})

describe('python', () => {
  const show = (...expressions: readonly string[]): string =>
    `import openai, importlib.metadata\nfor what in (${expressions.join(', ')},): openai.send(what)\n`

  test.concurrent('the SDK and what it resolved to are the version’s own, everything else is the project’s', async () => {
    const found = await script(
      'a.py',
      `import sys; sys.path.insert(0, "lib")
import shared, mine, bin, abc, space.core, space.mine
${show(
  'openai.NAME',
  'shared.NAME',
  'openai.shared.NAME',
  'mine.NAME',
  'bin.NAME',
  'space.core.NAME',
  'space.mine.NAME',
  ...['openai', 'shared', 'mine'].map((name) => `importlib.metadata.version("${name}")`),
)}`,
    )
    const theirs = "the SDK's shared"
    expect(sent(found)).toEqual([
      ...['deep of 9.9.9', theirs, theirs, 'mine', 'my bin', "the SDK's core", 'my part of space'],
      ...['9.9.9', '9.0', '1.0'],
    ])
    expect(readdirSync(join(folder, 'project', 'lib'))).not.toContain('__pycache__')
  })

  test.concurrent('a virtual environment does not win either, nor what its .pth files imported', async () => {
    execFileSync('python3', ['-m', 'venv', '--without-pip', join(folder, 'project', 'venv')])
    const [lib = ''] = readdirSync(join(folder, 'project', 'venv', 'lib'))
    const site = `project/venv/lib/${lib}/site-packages`
    distribution(site, 'shared', '1.0', theProjects)
    write(`${site}/a.pth`, 'import shared\n')
    write(`${site}/mine_too.py`, 'NAME = "of the environment"\n')
    write(
      'project/v.py',
      `import shared, mine_too\n${show('shared.NAME', 'mine_too.NAME', 'importlib.metadata.version("shared")', '",".join(sorted(d.version for d in importlib.metadata.distributions() if d.metadata["Name"] == "shared")[-1:])')}`,
    )
    const found = await run('pypi', [join(folder, 'project', 'venv', 'bin', 'python'), 'v.py'])
    expect(sent(found)).toEqual(["the SDK's shared", 'of the environment', '9.0', '9.0'])
  })

  test.concurrent('what comes to the path later is found, in a namespace too', async () => {
    const late = `import space.core, sys; sys.path.insert(0, "lib"); import space.mine, shared\n`
    expect(sent(await script('l.py', late + show('space.mine.NAME', 'shared.NAME')))).toEqual([
      'my part of space',
      "the SDK's shared",
    ])
  })

  test.concurrent('what looks along the path alone finds the version’s own first', async () => {
    const text = `from importlib.machinery import PathFinder\n${show('PathFinder.find_spec("shared").origin')}`
    expect(sent(await script('p.py', text))).toEqual([join(folder, 'pypi', 'shared.py')])
  })

  test.concurrent('a binary module that is made for another Python is the reason told', async () => {
    const found = await script('n.py', 'import openai, native._c\n')
    expect(sent(found)[0]).toMatch(
      /^Your command runs on Python \S+, and openai 9\.9\.9 was installed for node \S+: native\._c cannot be loaded there\. Set UV_PYTHON .*\.$/,
    )
    const without = 'try:\n  import native._c\nexcept ImportError: pass\n'
    expect(sent(await script('n2.py', without + show('"sent"')))).toEqual(['sent'])
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

test('a package that is pinned beside the SDK is the version’s own, and to ask for it is to ask for what is under test', async () => {
  const text = `import theirs from 'shared'
    await fetch(process.env.SDKDRIFT_GATEWAY_URL + '/v1/' + encodeURIComponent(theirs))`
  expect(sent(await script('beside.mjs', text, { beside: ['shared'] }))).toEqual(["the SDK's shared"])
  expect((await script('beside.mjs', text)).loaded).toBe(false)
  const python = `import os, shared, urllib.request
urllib.request.urlopen(os.environ["SDKDRIFT_GATEWAY_URL"] + "/v1/" + shared.NAME.replace(" ", "%20"))`
  expect(sent(await script('beside.py', python, { beside: ['Shared'] }))).toEqual(["the SDK's shared"])
  expect((await script('beside.py', python)).loaded).toBe(false)
})

test('what the project has that uses the SDK uses the version under test', async () => {
  write('project/node_modules/wraps/package.json', '{"name": "wraps", "type": "module", "main": "index.js"}')
  write('project/node_modules/wraps/index.js', "import send from 'openai'\nawait send('by what wraps it')")
  write('project/node_modules/wraps/node_modules/openai/package.json', '{"name": "openai", "main": "index.js"}')
  write('project/node_modules/wraps/node_modules/openai/index.js', 'throw new Error("another version was loaded")')
  const { loaded, ...ended } = await script('wraps.mjs', "import 'wraps'")
  expect([loaded, sent({ loaded, ...ended })]).toEqual([true, ['by what wraps it']])
})

const hostsOf = ({ capture }: Awaited<ReturnType<typeof run>>) =>
  capture.status === 'measured' ? capture.exchanges.map(({ host, target }) => `${host}${target}`) : capture

test('a host that is named arrives at the gateway, however a Node program asks for it', async () => {
  const text = `import 'openai'
    import https from 'node:https'
    import http from 'node:http'
    import dns from 'node:dns/promises'
    import tls from 'node:tls'
    const got = (client, url) => new Promise((resolve, reject) =>
      client.get(url, { agent: new client.Agent({ keepAlive: false }) }, (answer) => answer.resume().on('end', resolve)).on('error', reject))
    await fetch('https://api.acme.test/fetch')
    await got(https, 'https://a.blob.acme.test:8443/https')
    await got(http, 'http://api.acme.test/http')
    const { address } = await dns.lookup('API.acme.test')
    const socket = tls.connect({ host: address, port: 443, servername: 'api.acme.test' })
    await new Promise((resolve, reject) => socket.on('secureConnect', resolve).on('error', reject))
    socket.end('GET /resolved HTTP/1.1\\r\\nHost: api.acme.test\\r\\nConnection: close\\r\\n\\r\\n')
    await new Promise((resolve) => socket.resume().on('close', resolve))
    await fetch('https://acme.test/').catch(() => {})`
  const found = await script('hosts.mjs', text, { hosts })
  expect(found.capture).toMatchObject({ outcome: { kind: 'egress', host: 'acme.test', port: 443 } })
  expect(hostsOf(found)).toEqual([
    'https://api.acme.test/fetch',
    'https://a.blob.acme.test:8443/https',
    'http://api.acme.test/http',
    'https://api.acme.test/resolved',
  ])
})

test('and a Python program, also where it looks the address up by itself', async () => {
  const text = `import asyncio, openai, socket, ssl, urllib.request
urllib.request.urlopen("https://api.acme.test/urllib").read()
urllib.request.urlopen("http://a.blob.acme.test/plain").read()
async def main():
    reader, writer = await asyncio.open_connection("api.acme.test", 8443, ssl=True)
    writer.write(b"GET /asyncio HTTP/1.1\\r\\nHost: api.acme.test:8443\\r\\nConnection: close\\r\\n\\r\\n")
    await reader.read()
    writer.close()
asyncio.run(main())
address = socket.gethostbyname("api.acme.test")
plain = socket.create_connection((address, 443))
secure = ssl.create_default_context().wrap_socket(plain, server_hostname="api.acme.test")
secure.sendall(b"GET /resolved HTTP/1.1\\r\\nHost: api.acme.test\\r\\nConnection: close\\r\\n\\r\\n")
secure.recv(1)
urllib.request.urlopen("https://acme.test/")`
  const found = await script('hosts.py', text, { hosts })
  expect(found.capture).toMatchObject({ outcome: { kind: 'egress', host: 'acme.test', port: 443 } })
  expect(hostsOf(found)).toEqual([
    'https://api.acme.test/urllib',
    'http://a.blob.acme.test/plain',
    'https://api.acme.test:8443/asyncio',
    'https://api.acme.test/resolved',
  ])
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
  expect(path).toMatch(/\/sdkdrift-\w{6}\/credentials\/google\.json$/)
  expect(existsSync(path)).toBe(false)
})

test('it has what its entry says, and knows which of its scenarios is asked for', async () => {
  const text = `import send from 'openai'
    await send([process.env.STRIPE_KEY, process.env.REGION, process.env.SDKDRIFT_SCENARIO].join())`
  write('project/env.mjs', text)
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
