import { execFileSync } from 'node:child_process'
import { delimiter, dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GateAnswer } from '../model/gate.ts'
import { type FakeRegistry, startFakeRegistry } from '../testing/fake-registry.ts'
import { findUv } from '../testing/find-uv.ts'
import { makeSandbox, type Sandbox } from '../testing/sandbox.ts'

// The fake SDK: 1.3.0 no longer sends an Azure key in authorization, 1.4.0 moves it there alone, 1.4.2 moves it back;
// 2.0.0 refuses a key and a token given together.

const python = findUv(process.env) !== undefined
let registry: FakeRegistry
let SDKDRIFT_CACHE: string
const sandboxes: Sandbox[] = []

beforeAll(async () => {
  registry = await startFakeRegistry()
  const first = makeSandbox(registry)
  sandboxes.push(first)
  // One cache for all: what is installed once need not be installed again.
  SDKDRIFT_CACHE = first.cacheDir
})
afterAll(async () => {
  for (const sandbox of sandboxes) sandbox.close()
  await registry.close()
})

/** A project of its own, with these files. */
const project = (files: Readonly<Record<string, unknown>>) => {
  const sandbox = makeSandbox(registry)
  sandboxes.push(sandbox)
  sandbox.writeAll(files)
  const PATH = `${dirname(process.execPath)}${delimiter}${sandbox.env['PATH']}`
  const gate = async (...args: readonly string[]) => {
    const ran = await sandbox.cli(['gate', ...args], { env: { PATH, SDKDRIFT_CACHE } })
    return { ...ran, answer: (): GateAnswer => JSON.parse(ran.stdout) }
  }
  return { ...sandbox, gate, json: (...args: readonly string[]) => gate('--json', ...args) }
}

const packageJson = (range: string) => ({ name: 'ours', type: 'module', dependencies: { openai: range } })
const packageLock = (version: string) => ({
  name: 'ours',
  lockfileVersion: 3,
  packages: { '': { dependencies: { openai: '*' } }, 'node_modules/openai': { version } },
})
const npm = (range: string, version: string) => ({
  'package.json': packageJson(range),
  'package-lock.json': packageLock(version),
})
const uvLock = (version: string) =>
  `version = 1\nrequires-python = ">=3.9"\n\n[[package]]\nname = "openai"\nversion = "${version}"\n`
const uv = (range: string, version: string) => ({
  'pyproject.toml': `[project]\nname = "ours"\nversion = "0"\ndependencies = ["openai${range}"]\n`,
  'uv.lock': uvLock(version),
})
const quick = ['--scenario', 'azure-api-key', '--gateway', 'azure-openai', '--gateway', 'apim-*']

describe('in a project, with no arguments', () => {
  test('from the locked version to the newest in range: blocked, with the finding, its links and exit 1', async () => {
    const { json, gate } = project(npm('~1.4.0 || ~1.3.0', '1.3.0'))
    const { code, answer } = await json('--to', '1.4.1', ...quick, 'openai-node')
    expect(code).toBe(1)
    expect(answer()).toMatchObject({
      verdict: 'blocked',
      candidates: [
        {
          sdk: 'openai-node',
          package: 'openai',
          file: 'package.json',
          line: 5,
          from: '1.3.0',
          to: '1.4.1',
          verdict: 'blocked',
          findings: [
            { severity: 'breaking', accepted: null, from: '1.3.0', to: '1.4.1', scenarios: ['azure-api-key'] },
          ],
          page: null,
          compare: expect.stringContaining('v1.3.0...v1.4.1'),
        },
      ],
    })
    const { stdout } = await gate('--to', '1.4.1', ...quick, 'openai-node')
    expect(stdout).toMatch(/^blocked {2}1 finding at or above `breaking`, not accepted\n/)
    expect(stdout).toMatch(/used in +package\.json:5/)
    expect(stdout).toMatch(/apim-subscription-key {2}200 → 401/)
  })

  test('the range decides how far it goes; --latest goes to the newest of all', async () => {
    const { json } = project(npm('~1.3.0 || ~1.2.0', '1.2.0'))
    expect((await json(...quick)).answer().candidates).toMatchObject([{ from: '1.2.0', to: '1.3.0' }])
    expect((await json('--latest', ...quick)).answer().candidates).toMatchObject([{ from: '1.2.0', to: '2.0.0' }])
  })

  test('a pin allows itself alone: judged is the newest of all, and how far one may go is said', async () => {
    const { json, gate } = project(npm('1.3.0', '1.3.0'))
    const { candidates } = (await json(...quick, '--gateway', 'azure-openai')).answer()
    expect(candidates).toMatchObject([
      {
        from: '1.3.0',
        to: '2.0.0',
        verdict: 'safe',
        howFar: { safe: '2.0.0', first: null, ends: [{ version: '1.10.0' }, { version: '2.0.0', verdict: 'safe' }] },
      },
    ])
    expect(candidates[0]?.notes).toEqual([
      'The manifest allows nothing newer than 1.3.0; judged is 2.0.0, the newest of all.',
    ])
    expect((await gate(...quick, '--gateway', 'azure-openai')).stdout).toMatch(/how far +safe up to 2\.0\.0\n/)
  })

  test('the furthest safe version is told with the first that is not, and why', async () => {
    const { json } = project(npm('1.1.0', '1.1.0'))
    const asKey = ['--scenario', 'azure-entra-token-as-api-key', '--gateway', 'apim-validate-jwt']
    const [candidate] = (await json(...asKey)).answer().candidates
    expect(candidate).toMatchObject({
      verdict: 'blocked',
      howFar: { safe: '1.2.1', first: { version: '1.3.0', verdict: 'blocked' } },
    })
    expect(candidate?.howFar?.first?.why).toMatch(/1\.3\.0 no longer sends `authorization/)
  })

  test('what is the newest already is safe, and nothing is installed', async () => {
    const { gate } = project(npm('^2.0.0', '2.0.0'))
    registry.requests.length = 0
    const { code, stdout } = await gate()
    expect(code).toBe(0)
    expect(stdout).toContain('safe     nothing newer to move to; nothing was measured')
    expect(stdout).toContain('openai-node 2.0.0 is the newest there is to move to')
    expect(registry.requests.filter((line) => line.includes('.tgz'))).toEqual([])
  })

  test('without a lockfile the newest in range is meant, and that is said', async () => {
    const { json } = project({ 'package.json': packageJson('~1.4.0') })
    const { answer } = await json(...quick)
    expect(answer().candidates).toMatchObject([{ from: '1.4.2', to: '2.0.0' }])
    expect(answer().candidates[0]?.notes).toContain(
      'Not locked: 1.4.2, the newest that ~1.4.0 allows today, is taken for what you have. To say another: sdkdrift gate openai-node --from VERSION',
    )
  })

  test('several places with one step are measured once and told together', async () => {
    const workspaces = {
      'package.json': { name: 'root', workspaces: ['a', 'b'] },
      'a/package.json': { ...packageJson('~1.4.0 || 1.3.0'), name: 'a' },
      'b/package.json': { ...packageJson('~1.4.0 || 1.3.0'), name: 'b' },
      'package-lock.json': {
        name: 'root',
        lockfileVersion: 3,
        packages: {
          '': { name: 'root', workspaces: ['a', 'b'] },
          a: { name: 'a', dependencies: { openai: '1.3.0' } },
          b: { name: 'b', dependencies: { openai: '1.3.0' } },
          'node_modules/openai': { version: '1.3.0' },
        },
      },
    }
    const { json, gate } = project(workspaces)
    const { answer, stderr } = await json(...quick)
    expect(answer().candidates.map(({ file, from, to }) => [file, from, to])).toEqual([
      ['a/package.json', '1.3.0', '1.4.2'],
      ['b/package.json', '1.3.0', '1.4.2'],
    ])
    expect(stderr).toContain('2 versions,')
    expect((await gate(...quick)).stdout).toMatch(/used in +a\/package\.json:5 and b\/package\.json:5/)
  })

  test.runIf(python)('npm and PyPI side by side: the worst speaks', async () => {
    const { json } = project({ ...npm('~1.4.0 || 1.3.0', '1.3.0'), ...uv('==1.*,<1.4.2', '1.3.0') })
    const { code, answer } = await json(...quick)
    expect(code).toBe(1)
    expect(answer().candidates.map(({ sdk, to, verdict }) => [sdk, to, verdict])).toEqual([
      ['openai-node', '1.4.2', 'safe'],
      ['openai-python', '1.4.1', 'blocked'],
    ])
  })
})

describe('what it comes to', () => {
  const ends = ['openai-node', '--from', '1.2.0', '--to', '1.3.0', ...quick]

  test('auth below the bar is for review: exit 0; at the bar it blocks: exit 1', async () => {
    const { json } = project({})
    const review = await json(...ends)
    expect([review.code, review.answer().verdict]).toEqual([0, 'review'])
    const blocked = await json(...ends, '--fail-on', 'auth')
    expect([blocked.code, blocked.answer().verdict]).toEqual([1, 'blocked'])
    const never = await json('openai-node', '--from', '1.3.0', '--to', '1.4.0', ...quick, '--fail-on', 'never')
    expect([never.code, never.answer().verdict]).toEqual([0, 'review'])
  })

  test('what the project’s matrix.json accepts is marked and does not block, also on a longer way', async () => {
    const matrix = {
      sdks: [{ id: 'ours', registry: 'npm', package: 'openai', versions: ['1.3.0'] }],
      accepted: [{ sdk: 'ours', to: '1.4.0', cause: 'credential-moved *', reason: 'We read both fields.' }],
    }
    const { json } = project({ 'matrix.json': matrix })
    const longer = [
      'ours',
      '--from',
      '1.2.1',
      '--to',
      '1.4.1',
      '--scenario',
      'azure-subscription-key-default-header',
    ] as const
    const step = await json('ours', '--from', '1.3.0', '--to', '1.4.1', ...quick)
    expect(step.answer()).toMatchObject({
      verdict: 'safe',
      candidates: [{ findings: [{ severity: 'breaking', accepted: { reason: 'We read both fields.' } }] }],
    })
    expect(step.code).toBe(0)
    expect((await json(...longer)).code).toBe(0)
    expect((await json('ours', '--from', '1.3.0', '--to', '1.4.1', ...quick, '--no-accepted')).code).toBe(1)
  })

  test('a version that cannot be measured is no yes: exit 3, with the reason', async () => {
    const { gate, json } = project({})
    const { code, stdout } = await gate('openai-node', '--from', '1.4.2', '--to', '1.5.0', ...quick)
    expect(code).toBe(3)
    expect(stdout).toMatch(/^unknown {2}nothing at or above `breaking`, but not everything could be told/)
    expect(stdout).toMatch(/not known +openai-node 1\.5\.0: [\s\S]*wobble-absent/)
    const hangs = await json(
      'openai-node',
      '--from',
      '1.4.2',
      '--to',
      '1.7.1',
      '--scenario',
      'azure-entra-token-provider',
    )
    expect([hangs.code, hangs.answer().verdict]).toEqual([3, 'unknown'])
  })

  test('a registry that does not answer is no yes either: exit 3', async () => {
    const sandbox = project(npm('^1.0.0', '1.3.0'))
    const ran = await sandbox.cli(['gate', '--json', '--offline'])
    expect(ran.code).toBe(3)
    expect(JSON.parse(ran.stdout)).toMatchObject({
      verdict: 'unknown',
      candidates: [{ from: '1.3.0', verdict: 'unknown' }],
    })
  })

  test('a lockfile that cannot be read is named, and is no yes: exit 3', async () => {
    const { gate } = project({ ...npm('^2.0.0', '2.0.0'), 'py/uv.lock': 'version = [' })
    const { code, stdout } = await gate()
    expect(code).toBe(3)
    expect(stdout).toMatch(/py\/uv\.lock:1: This file could not be read/)
  })

  test('--explain names the version that brought each finding', async () => {
    const { json, gate } = project({})
    const args = ['openai-node', '--from', '1.0.0', '--to', '1.4.1', ...quick, '--explain']
    const { answer } = await json(...args)
    expect(answer().candidates[0]?.findings[0]).toMatchObject({
      severity: 'breaking',
      broughtBy: {
        version: '1.4.0',
        after: '1.3.0',
        suspects: [],
        compare: expect.stringContaining('v1.3.0...v1.4.0'),
      },
    })
    expect((await gate(...args)).stdout).toMatch(
      /brought by 1\.4\.0 \(2024-05-21, by the registry's word\); 1\.3\.0 is as before/,
    )
  })
})

describe('usage: exit 2, with what to do', () => {
  test.each([
    [['--from', '1.0.0'], 'Whose version is this? No SDK was named.'],
    [['openai-nod', '--from', '1.0.0', '--to', '1.1.0'], 'Did you mean "openai-node"?'],
    [['openai-node', '--from', '1.0.99', '--to', '1.1.0'], 'There is no version 1.0.99 of openai on npm.'],
    [['--base-ref', 'main', '--latest'], '--base-ref says both versions by itself.'],
    [['--latest', '--to', '1.1.0'], '--latest and --to both say where to go.'],
    [['--scenario', 'your-command'], 'There is no command of yours.'],
    [['openai-node', 'openai-python'], 'one word too many'],
    [['--gateway', './none.ts'], 'There is no file'],
    [['--gateway', 'open-ai'], '"open-ai" fits nothing.'],
    [['--fail-on', 'bad'], 'Known severities'],
    [
      ['openai-node', '--from', '1.0.0', '--to', '1.1.0', '--scenario', 'your-command', '--', 'no-such-program'],
      'no-such-program could not be started',
    ],
    [[], 'No manifest or lockfile in'],
  ])('%j', async (args, message) => {
    const { gate } = project({})
    const { code, stdout, stderr } = await gate(...args)
    expect(stderr).toContain(message)
    expect([code, stdout]).toEqual([2, ''])
  })
})

describe("the user's own command", () => {
  const own = ['--scenario', 'your-command']
  const smoke = `import { AzureOpenAI } from 'openai'
    const client = new AzureOpenAI({ endpoint: process.env.AZURE_OPENAI_ENDPOINT, apiVersion: '2024-10-21' })
    await client.chat.completions.create({ model: 'gpt-4o', messages: [] })`

  test('an unchanged script is run at both versions behind each gateway', async () => {
    const { json, write } = project(npm('~1.4.0 || 1.3.0', '1.3.0'))
    write('smoke.mjs', smoke)
    const { code, answer, stderr } = await json('--to', '1.4.1', 'openai-node', ...own, '--', 'node', 'smoke.mjs')
    expect(code, stderr).toBe(1)
    const [candidate] = answer().candidates
    expect(candidate?.findings).toMatchObject([{ severity: 'breaking', scenarios: ['your-command'] }])
    const outcomes = candidate?.drifts.flatMap(({ gateway, changes }) =>
      changes.flatMap((change) => (change.kind === 'outcome' ? [[gateway, change.before, change.after]] : [])),
    )
    expect(outcomes).toContainEqual([
      'apim-subscription-key',
      { kind: 'response', status: 200 },
      { kind: 'error', name: 'exit code 1', message: expect.stringMatching(/^AuthenticationError: 401/), status: 401 },
    ])
  })

  test.runIf(python)('a Python script likewise', async () => {
    const { json, write } = project(uv('<1.4', '1.2.1'))
    write(
      'smoke.py',
      `import os
from openai import AzureOpenAI
client = AzureOpenAI(azure_endpoint=os.environ["SDKDRIFT_GATEWAY_URL"], api_key=os.environ["SDKDRIFT_API_KEY"], api_version="1")
client.chat.completions.create(model="gpt-4o", messages=[])
`,
    )
    const { code, answer, stderr } = await json(...own, '--gateway', 'azure-openai', '--', 'python3', 'smoke.py')
    expect(code, stderr).toBe(0)
    expect(answer()).toMatchObject({
      verdict: 'review',
      candidates: [{ findings: [{ severity: 'auth', scenarios: ['your-command'] }] }],
    })
  })

  test.runIf(python)(
    'what the project’s environment has of the SDK’s dependencies does not mask what they change',
    async () => {
      const { json, write } = project({})
      // 1.10.0 comes with another version of its transport.
      write('wobble_transport.py', 'raise ImportError("the project’s own transport was loaded")')
      write(
        'smoke.py',
        `import os
from openai import OpenAI
client = OpenAI(base_url=os.environ["SDKDRIFT_GATEWAY_URL"] + "/v1", api_key=os.environ["SDKDRIFT_API_KEY"])
client.chat.completions.create(model="gpt-4o", messages=[])
`,
      )
      const ends = ['openai-python', '--from', '1.8.0', '--to', '1.10.0', ...own, '--gateway', 'openai']
      const { answer, stderr } = await json(...ends, '--', 'python3', 'smoke.py')
      expect(answer().candidates[0], stderr).toMatchObject({
        unknown: [],
        drifts: [{ changes: [{ kind: 'header-changed', name: 'accept-encoding' }] }],
      })
    },
  )

  test('what it sent is told at both versions, also when nothing changed', async () => {
    const { json } = project({ 'package.json': '{ "type": "module" }', 'smoke.mjs': smoke })
    const ends = ['openai-node', '--from', '1.0.0', '--to', '1.1.0', ...own, '--gateway', 'azure-openai']
    const [candidate] = (await json(...ends, '--', 'node', 'smoke.mjs')).answer().candidates
    const request = {
      method: 'POST',
      url: expect.stringContaining('http://gateway/openai/deployments/gpt-4o/chat/completions'),
      headers: expect.arrayContaining([['api-key', expect.stringContaining('api-key')]]),
    }
    const result = {
      ...{ id: 'your-command', gateway: 'azure-openai', status: 'measured' },
      exchanges: [{ request, response: { status: 200 } }],
    }
    expect(candidate).toMatchObject({
      drifts: [],
      command: {
        runs: [
          { version: '1.0.0', results: [result] },
          { version: '1.1.0', results: [result] },
        ],
      },
    })
  })

  test('it is judged at a version that cannot make the plain call of the scenarios', async () => {
    // 1.6.0 hangs at its first call; the program has another way there.
    const files = {
      'matrix.json': {
        sdks: [{ id: 'ours', registry: 'npm', package: 'openai', versions: ['1.6.0'] }],
        timeoutMs: 3000,
      },
      'both.mjs': `import { AzureOpenAI } from 'openai'
        const endpoint = process.env.SDKDRIFT_GATEWAY_URL
        const apiKey = process.env.SDKDRIFT_API_KEY
        const path = '/openai/deployments/gpt-4o/chat/completions?api-version=1'
        const body = { model: 'gpt-4o', messages: [] }
        if (process.env.SDKDRIFT_VERSION === '1.6.0')
          await fetch(endpoint + path, { method: 'POST', headers: { 'api-key': apiKey }, body: JSON.stringify(body) })
        else await new AzureOpenAI({ endpoint, apiKey, apiVersion: '1' }).chat.completions.create(body)`,
    }
    const { json } = project(files)
    const ends = ['ours', '--from', '1.6.0', '--to', '1.6.1', '--gateway', 'azure-openai']
    const both = await json(...ends, '--scenario', 'azure-api-key', ...own, '--', 'node', 'both.mjs')
    const [candidate] = both.answer().candidates
    expect(candidate?.notes, both.stderr).toEqual([expect.stringContaining('ours 1.6.0: ')])
    expect(candidate?.drifts.map(({ scenario }) => scenario)).toEqual(['your-command'])
    const alone = await json(...ends, ...own, '--', 'node', 'both.mjs')
    expect(alone.answer().candidates[0]).toMatchObject({ unknown: [] })
  })

  test('one that reads our variables gets none of the SDK’s own', async () => {
    const text = `import OpenAI from 'openai'
      const defaultHeaders = { 'x-set': Object.keys(process.env).filter((name) => /OPENAI/.test(name)).join() || 'none' }
      const baseURL = process.env.SDKDRIFT_GATEWAY_URL + '/v1'
      await new OpenAI({ apiKey: process.env.SDKDRIFT_API_KEY, baseURL, defaultHeaders }).models.list()`
    const { json } = project({ 'package.json': '{ "type": "module" }', 'ours.mjs': text })
    const ends = ['openai-node', '--from', '1.0.0', '--to', '1.1.0', ...own, '--gateway', 'openai']
    const { stdout } = await json(...ends, '--', 'node', 'ours.mjs')
    expect(JSON.parse(stdout)).toMatchObject({
      candidates: [
        {
          command: {
            runs: [
              { results: [{ exchanges: [{ request: { headers: expect.arrayContaining([['x-set', 'none']]) } }] }] },
              { version: '1.1.0' },
            ],
          },
        },
      ],
    })
  })

  test('only the variables that it needs are set: a key beside its token would be refused at one version alone', async () => {
    const { json, write } = project({})
    write(
      'token.mjs',
      `import { AzureOpenAI } from 'openai'
      const azureADTokenProvider = async () => process.env.SDKDRIFT_ENTRA_TOKEN
      const client = new AzureOpenAI({ endpoint: process.env.SDKDRIFT_GATEWAY_URL, apiVersion: '1', azureADTokenProvider })
      await client.chat.completions.create({ model: 'gpt-4o', messages: [] })`,
    )
    const { answer, stderr } = await json(
      ...['openai-node', '--from', '1.10.0', '--to', '2.0.0'],
      ...own,
      '--',
      'node',
      'token.mjs',
    )
    expect(answer().candidates, stderr).toMatchObject([{ verdict: 'safe', findings: [] }])
  })

  test('with --explain it is followed to the version that brought the change', async () => {
    const { json, write } = project({ 'smoke.mjs': smoke })
    write('package.json', '{ "type": "module" }')
    const args = ['openai-node', '--from', '1.0.0', '--to', '1.3.0', '--explain', ...own, '--gateway', 'azure-openai']
    const { answer } = await json(...args, '--', 'node', 'smoke.mjs')
    expect(answer().candidates[0]?.findings).toMatchObject([
      { cause: 'header-removed authorization', broughtBy: { version: '1.3.0', after: '1.2.1' } },
    ])
  })

  test.each([
    ['sends nothing', `import 'openai'`, 'ended well, but sent nothing to the gateway'],
    [
      'goes elsewhere',
      `import OpenAI from 'openai'\nawait new OpenAI({ apiKey: 'k', baseURL: 'https://api.example.com' }).models.list()`,
      'went to api.example.com:443 and not to the gateway',
    ],
    [
      'has its answer and does not end',
      `import OpenAI from 'openai'\nawait new OpenAI().models.list()\nsetInterval(() => {}, 1000)`,
      'did not end within 2 s. It had sent one request',
    ],
    ['does not use the SDK', `await fetch(process.env.SDKDRIFT_GATEWAY_URL)`, 'never imported openai'],
    [
      'fails before it asks',
      `import 'openai'\nthrow new Error('no database')`,
      'ended with exit code 1: Error: no database',
    ],
  ])('one that %s is no yes: exit 3', async (_, text, reason) => {
    const sdks = [{ id: 'ours', registry: 'npm', package: 'openai', versions: ['1.0.0'] }]
    const { json } = project({ 'smoke.mjs': text, 'matrix.json': { sdks, timeoutMs: 2000 } })
    const { code, answer } = await json('ours', '--from', '1.0.0', '--to', '1.1.0', ...own, '--', 'node', 'smoke.mjs')
    expect(code).toBe(3)
    expect(answer().candidates[0]?.unknown.join()).toContain(reason)
  })

  test.runIf(python)('one that is about another SDK of the project does not hold it up', async () => {
    const { json } = project({ ...npm('~1.4.0 || 1.3.0', '1.3.0'), ...uv('<1.2', '1.1.0'), 'smoke.mjs': smoke })
    const { code, answer, stderr } = await json(...own, '--gateway', 'azure-openai', '--', 'node', 'smoke.mjs')
    expect(code, stderr).toBe(0)
    expect(answer().candidates.map(({ sdk }) => sdk)).toEqual(['openai-node'])
    expect(answer().notes.join()).toMatch(/openai-python 1\.1\.0 → 1\.1\.1 was not judged: .*never imported openai/)
  })
})

describe("the project's own gateway", () => {
  const gateway = `import { http, HttpResponse } from 'msw'
    type Context = { readonly credentials: { readonly of: (role: string) => string } }
    export default ({ credentials }: Context) => [
      http.all('*', ({ request }) =>
        request.headers.get('api-key') === credentials.of('api-key')
          ? HttpResponse.json({ choices: [] })
          : HttpResponse.json({ message: 'Ours says no.' }, { status: 403 })),
    ]`
  const ends = ['openai-node', '--from', '1.3.0', '--to', '1.4.0', '--scenario', 'azure-api-key']

  test('every scenario runs behind it, and its answers are the evidence', async () => {
    const { gate, json } = project({ 'our-gateway.ts': gateway })
    const { code, answer } = await json(...ends, '--gateway', './our-gateway.ts')
    expect(code).toBe(1)
    expect(
      answer()
        .candidates[0]?.drifts.map(({ scenario, gateway: at }) => [scenario, at])
        .sort(),
    ).toEqual([
      ['azure-api-key', 'our-gateway'],
      ['azure-api-key.require', 'our-gateway'],
    ])
    const { stdout } = await gate(...ends, '--gateway', './our-gateway.ts')
    expect(stdout).toMatch(/our-gateway {2}200 → 403 {2}“Ours says no\.”/)
  })

  test('what it answered before it was edited is not believed', async () => {
    const { json, write } = project({ 'our-gateway.ts': gateway })
    expect((await json(...ends, '--gateway', 'our-gateway.ts')).code).toBe(1)
    write(
      'our-gateway.ts',
      `import { http } from 'msw'\nexport const handlers = [http.all('*', () => new Response('{}'))]`,
    )
    expect((await json(...ends, '--gateway', 'our-gateway.ts')).answer().verdict).toBe('review')
  })

  test.each([
    ['our.ts', 'export const handler = 1', 'our.ts: It exports handler, and no handlers.'],
    ['our.mjs', "throw new Error('broken off')", 'our.mjs: It could not be loaded: Error: broken off'],
    ['openai.ts', 'export default []', 'There is another gateway called "openai".'],
  ])('%s that does not do: exit 2', async (file, text, message) => {
    const { gate } = project({ [file]: text })
    const { code, stderr } = await gate(...ends, '--gateway', `./${file}`)
    expect([code, stderr.includes(message)], stderr).toEqual([2, true])
  })
})

describe('--base-ref', () => {
  const git = (dir: string, ...args: readonly string[]): void => {
    const identity = {
      GIT_AUTHOR_NAME: 'w',
      GIT_AUTHOR_EMAIL: 'w@example.com',
      GIT_COMMITTER_NAME: 'w',
      GIT_COMMITTER_EMAIL: 'w@example.com',
    }
    execFileSync('git', [...args], {
      cwd: dir,
      env: { PATH: process.env['PATH'], HOME: dir, GIT_CONFIG_NOSYSTEM: '1', ...identity },
    })
  }
  const repository = (files: Readonly<Record<string, unknown>>) => {
    const made = project(files)
    git(made.dir, 'init', '--quiet', '--initial-branch=main')
    git(made.dir, 'add', '--all')
    git(made.dir, 'commit', '--quiet', '--message=base')
    return made
  }

  test('from what the ref has locked to what the working tree has, without a checkout', async () => {
    const { json, write, dir } = repository(npm('^1.0.0', '1.3.0'))
    write('package-lock.json', JSON.stringify(packageLock('1.4.0')))
    const { code, answer, stderr } = await json('--base-ref', 'main', ...quick)
    expect(code, stderr).toBe(1)
    expect(answer().candidates).toMatchObject([
      { file: 'package.json', from: '1.3.0', to: '1.4.0', verdict: 'blocked' },
    ])
    git(dir, 'diff', '--cached', '--quiet')
  })

  test('nothing changed is safe, and said; what is new has nothing to be compared with', async () => {
    const { gate, write } = repository(npm('^1.0.0', '1.3.0'))
    expect((await gate('--base-ref', 'main')).stdout).toBe(
      'safe     nothing to compare\n\nEvery SDK is at the version that main has.',
    )
    write('web/package.json', JSON.stringify(packageJson('1.2.0')))
    const { code, stdout } = await gate('--base-ref', 'main')
    expect(code).toBe(0)
    expect(stdout).toContain('openai 1.2.0 is new (web/package.json:1): main has no version of it to compare with.')
  })

  test('a ref that is none: exit 2', async () => {
    const { gate } = repository(npm('^1.0.0', '1.3.0'))
    const { code, stderr } = await gate('--base-ref', 'origin/none')
    expect([code, stderr.includes('git knows no commit called "origin/none"')], stderr).toEqual([2, true])
  })
})
