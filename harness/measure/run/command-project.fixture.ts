import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { http } from 'msw'
import { afterAll } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { startCommand } from '../../edges/command-process.ts'
import { ROLES } from '../../model/role.ts'
import type { Registry } from '../../model/sdk.ts'
import { startCapture } from '../capture/server.ts'
import { makeTrust, type Trust } from '../capture/trust.ts'
import { type CommandOptions, type CommandResult, runUserCommand } from './user-command.ts'

/** Path → text. */
type Files = Readonly<Record<string, string>>

const send = `(what) => fetch(process.env.SDKDRIFT_GATEWAY_URL + '/v1/' + encodeURIComponent(what), { method: 'POST' })`

/** The version under test, in both module systems and with a subpath; and what the project itself has installed. */
const ofNode: Files = {
  'npm/node_modules/openai/package.json': JSON.stringify({
    name: 'openai',
    version: '9.9.9',
    exports: { '.': { import: './index.mjs', require: './index.cjs' }, './sub': './sub.cjs', './*': './*' },
  }),
  'npm/node_modules/openai/index.mjs': `import theirs from 'shared'\nexport const own = theirs\nexport default ${send}`,
  'npm/node_modules/openai/index.cjs': `module.exports = ${send}`,
  'npm/node_modules/openai/sub.cjs': `module.exports = 'sub of 9.9.9'`,
  // Helpers for an optional companion, which only the project has.
  'npm/node_modules/openai/helper.mjs': `import zod from 'zod'\nimport theirs from 'shared'\nexport default [zod, theirs].join()`,
  'npm/node_modules/openai/helper.cjs': `module.exports = [require('zod'), require('zod/sub'), require('shared')].join()`,
  'npm/node_modules/openai/none.mjs': `import 'nobody-has-it'`,
  'npm/node_modules/openai/none.cjs': `require('nobody-has-it')`,
  // The tree has the package, not this part of it: the project's is another version's.
  'npm/node_modules/openai/part.cjs': `module.exports = require('shared/part')`,
  'project/node_modules/shared/part.js': `module.exports = 'the project’s part'`,
  'project/node_modules/zod/index.js': `module.exports = 'the project’s zod'`,
  'project/node_modules/zod/sub.js': `module.exports = 'its sub'`,
  'npm/node_modules/shared/index.js': `module.exports = "the SDK's shared"`,
  'project/node_modules/openai/index.js': `throw new Error('the project’s own version was loaded')`,
  'project/node_modules/shared/index.js': `module.exports = 'the project’s shared'`,
  'project/node_modules/wrapper/index.js': `module.exports = require('openai')`,
}

const pySend = `
import json, os, urllib.request
from openai.deep import NAME
import shared
def send(what):
    url = os.environ["SDKDRIFT_GATEWAY_URL"] + "/v1/" + urllib.parse.quote(what, safe="")
    return urllib.request.urlopen(urllib.request.Request(url, method="POST")).status
import urllib.parse
`

/** A Python distribution in a folder: its modules, and the RECORD that says they are its own. */
export const distribution = (dir: string, name: string, version: string, files: Files): Files => {
  const info = `${name}-${version}.dist-info`
  const all = { ...files, [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n` }
  return {
    ...Object.fromEntries(Object.entries(all).map(([path, text]) => [`${dir}/${path}`, text])),
    [`${dir}/${info}/RECORD`]: [...Object.keys(all), `bin/${name}`, `${info}/RECORD`]
      .map((path) => `${path},,\n`)
      .join(''),
  }
}

/** What the project has of the SDK and of what that resolved to, in other versions. */
export const theProjects: Files = {
  'openai/__init__.py': 'raise ImportError("the project\'s own version was loaded")\n',
  'shared.py': 'NAME = "the project\'s shared"\n',
}

const ofPython: Files = {
  ...distribution('pypi', 'openai', '9.9.9', {
    'openai/__init__.py': pySend,
    'openai/deep.py': 'NAME = "deep of 9.9.9"\n',
  }),
  ...distribution('pypi', 'shared', '9.0', { 'shared.py': 'NAME = "the SDK\'s shared"\n' }),
  // A part of a namespace that the project has other parts of; a name that the standard library has too.
  ...distribution('pypi', 'space-core', '9.0', {
    'space/core.py': 'NAME = "the SDK\'s core"\n',
    'abc.py': 'raise ImportError',
  }),
  'pypi/no_record-1.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: no-record\nVersion: 1.0\n',
  ...distribution('pypi', 'native', '9.0', { 'native/__init__.py': '', 'native/_c.cpython-39-none.so': '' }),
  ...distribution('project/lib', 'shared', '1.0', theProjects),
  ...distribution('project/lib', 'mine', '1.0', {
    'mine.py': 'NAME = "mine"\n',
    'bin/__init__.py': 'NAME = "my bin"\n',
    'space/core.py': 'NAME = "the project\'s core"\n',
    'space/mine.py': 'NAME = "my part of space"\n',
  }),
}

type Over = Partial<CommandOptions>

export type CommandProject = {
  /** The project is its `project`; `npm` and `pypi` have the version under test. */
  readonly folder: string
  readonly write: (files: Files) => void
  /** Runs a command in the project. `hosts` need no certificate: it has that of its run. */
  readonly run: (registry: Registry, argv: readonly [string, ...string[]], over?: Over) => Promise<CommandResult>
  /** Runs a script of this text: a name that ends in `.py` is Python's. */
  readonly script: (name: string, text: string, over?: Over) => Promise<CommandResult>
}

/** A version under test of a fake `openai`, and a project with another one, for the tests of a file. */
export const commandProject = (): CommandProject => {
  const folder = mkdtempSync(join(tmpdir(), 'sdkdrift-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const write = (files: Files): void => {
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
  }
  write({ ...ofNode, ...ofPython })
  let serial = 0
  let made: Promise<Trust> | undefined
  const trust = (): Promise<Trust> => {
    made ??= makeTrust(new Date())
    return made
  }
  const run = async (registry: Registry, argv: readonly [string, ...string[]], over: Over = {}) => {
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
        // biome-ignore lint/style/noProcessEnv: where Node and Python are is this machine's to say.
        path: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`,
        installed: {
          state: 'ready',
          dir: join(folder, registry),
          dependencies: {},
          reused: true,
          target: { sdk, version: '9.9.9', publishedAt: null, source: { kind: 'registry' } },
          runtime: { name: 'node', version: process.versions.node, path: process.execPath },
        },
        beside: [],
        gateway: 'open',
        capture,
        key: `k${serial++}`,
        allowPorts: [],
        timeoutMs: 120_000,
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
  return {
    folder,
    write,
    run,
    script: async (name, text, over = {}) => {
      const file = `${serial++}-${name}`
      write({ [`project/${file}`]: text })
      return name.endsWith('.py') ? await run('pypi', ['python3', file], over) : await run('npm', ['node', file], over)
    },
  }
}

/** What it sent, in words. */
export const sent = ({ capture }: CommandResult): readonly string[] =>
  capture.status === 'measured'
    ? capture.exchanges.map(({ target }) => decodeURIComponent(target.slice(4)))
    : [capture.reason]
