import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import { given as givenTo } from '../../measure/sdks/given.ts'
import { aResult, refused } from '../../model/builders.fixture.ts'
import type { Report } from '../../model/report.ts'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { explain } from './explain.ts'
import { withoutSecrets } from './hide-secrets.ts'

const openai = shippedFamily('openai')

// Texts as users paste them.

const saved = parseReport(readFileSync(join(root(), 'fixtures/reports/incidents.json'), 'utf8'), 'incidents.json')
const KEY = 'sk-proj-Ab12Cd34Ef56Gh78Ij90'
const wrongKey = aResult({
  id: 'openai-wrong-api-key',
  gateway: 'openai',
  outcome: refused(
    401,
    "Error code: 401 - {'error': {'message': 'Incorrect API key provided: ‹masked credential›. You can find your API key at https://platform.openai.com/account/api-keys.'}}",
  ),
})
const report: Report = {
  ...saved,
  runs: saved.runs.map((run) =>
    run.sdk === 'openai-python' ? { ...run, scenarios: [...run.scenarios, wrongKey] } : run,
  ),
}
const given = (['npm', 'pypi'] as const).flatMap((registry) =>
  givenTo(openai, registry).map((one) => ({ sdk: registry === 'npm' ? 'openai-node' : 'openai-python', ...one })),
)
const ask = (text: string, project: readonly string[] = []) => explain(withoutSecrets(text), report, { given, project })

test.each([
  [
    'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
    ['2.34.0', '5.18.0'],
  ],
  ['Access denied due to missing subscription key', []],
  ['Unauthorized. Access token is missing or invalid.', ['2.34.0']],
  [`Incorrect API key provided: ${KEY}`, []],
  ['Error: 401 Incorrect API key provided', []],
])('seen: %s', (text, brought) => {
  const { seen, causes } = ask(text)
  expect(seen.length).toBeGreaterThan(0)
  expect(causes.map(({ to }) => to).toSorted()).toEqual(expect.arrayContaining(brought))
  expect(JSON.stringify(ask(text))).not.toContain(KEY)
})

test.each([
  ['The OPENAI_API_KEY environment variable is missing or empty', 'OpenAI', 'a credential', 'OPENAI_API_KEY'],
  [
    'Must provide one of the `base_url` or `azure_endpoint` arguments',
    'AzureOpenAI',
    'the address',
    'AZURE_OPENAI_ENDPOINT',
  ],
  [
    'Missing credentials. Please pass one of `api_key`, `azure_ad_token`, `azure_ad_token_provider`',
    'AzureOpenAI',
    'a credential',
    'AZURE_OPENAI_API_KEY',
  ],
])('the way out stands in the SDK’s own words: %s', (text, client, what, variable) => {
  expect(ask(text).ways).toContainEqual(
    expect.objectContaining({ client, what, variables: expect.arrayContaining([variable]) }),
  )
})

test('a word of a sentence is no name of an option', () => {
  expect(ask('Access denied due to invalid subscription key or wrong API endpoint.').ways).toEqual([])
})

test.each(['DeploymentNotFound', 'JWT not present.'])('what no scenario provokes is seen nowhere: %s', (text) => {
  expect(ask(text)).toMatchObject({ sdks: [], seen: [], causes: [], refused: [], about: null })
})

test.each([
  ["module 'openai' has no attribute 'error'", { kind: 'name', language: 'python', module: 'openai', name: 'error' }],
  ["AttributeError: module 'openai' has no attribute 'error'", { kind: 'name', name: 'error' }],
  [
    "ImportError: cannot import name 'OpenAI' from 'openai' (/x/__init__.py)",
    { kind: 'name', module: 'openai', name: 'OpenAI' },
  ],
  [
    "SyntaxError: The requested module 'openai' does not provide an export named 'Configuration'",
    { language: 'node', name: 'Configuration' },
  ],
  [
    "Client.__init__() got an unexpected keyword argument 'proxies'",
    { kind: 'keyword', callee: 'Client.__init__', name: 'proxies' },
  ],
])('what the language itself says is understood: %s', (text, about) => {
  expect(ask(text)).toMatchObject({ sdks: [], about })
})

test('the SDKs of the project stand first, then those whose texts are closest', () => {
  const text = 'Error code: 401 - Access denied due to invalid subscription key or wrong API endpoint'
  const order = (...project: string[]) => ask(text, project).sdks.map(({ sdk }) => sdk)
  expect(order()).toEqual(['openai-python', 'openai-node'])
  expect(order('openai-node')).toEqual(['openai-node', 'openai-python'])
  expect(ask(text, ['openai-node']).causes[0]?.sdk).toBe('openai-node')
})

test('it says which versions were searched', () => {
  expect(ask('DeploymentNotFound').searched).toEqual([
    { sdk: 'openai-python', from: '2.32.0', to: '3.3.1', versions: 4, unusable: 0, resolve: 'release-day' },
    { sdk: 'openai-node', from: '5.17.0', to: '7.1.0', versions: 6, unusable: 1, resolve: 'release-day' },
  ])
})
