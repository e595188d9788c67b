import { expect, test } from 'vitest'
import { findUv } from '../testing/find-uv.ts'
import { gateProjects, npm, uv } from '../testing/gate-projects.ts'
import { AROUND_THE_HANG } from '../testing/programs.ts'
import { datedTable } from '../testing/releases.ts'

// The fake SDK: 1.3.0 no longer sends an Azure key in authorization, 1.4.0 moves it there alone, 1.4.2 moves it back;
// 2.0.0 refuses a key and a token given together.

const python = findUv(process.env) !== undefined
const { project } = await gateProjects()
/** As a registry that dates its versions truly: dependencies are then those of the release day. */
const { project: datedProject } = await gateProjects({ releases: datedTable() })

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
    const { json, write } = datedProject({})
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
  const files = {
    'matrix.json': {
      sdks: [{ id: 'ours', registry: 'npm', package: 'openai', versions: ['1.6.0'] }],
      timeoutMs: 3000,
    },
    'both.mjs': AROUND_THE_HANG,
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
