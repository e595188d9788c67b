import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import { explain } from './explain.ts'
import { sameWords } from './same-words.ts'
import { messageOf } from './words.ts'

const AZURE =
  "Error code: 401 - {'error': {'code': '401', 'message': 'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.'}}"
const MISSING =
  '401 {"statusCode":401,"message":"Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API."}'
const shared = (text: string, observed: string, status?: number): number =>
  sameWords(messageOf(text), messageOf(observed), status)

test.each([
  ['the start of it, cut by the user', 'Error code: 401 - Access denied due to invalid subscription key…'],
  ['cut within a word', 'access denied due to invalid subscr...'],
  ['other quotes, other case, line breaks', 'ACCESS DENIED due to "invalid"\n  subscription key or wrong API endpoint'],
  [
    'the whole of it in a traceback',
    `Traceback (most recent call last):\n  File "/app/main.py", line 401, in <module>\nopenai.AuthenticationError: ${AZURE}\nmake: *** [run] Error 1`,
  ],
  [
    'a log line around the start of it',
    '2026-11-23 12:00:01,123 ERROR app.chat request 4711 failed: Access denied due to invalid subscription key or wrong API end',
  ],
  ['colours', '\u001b[31mAccess denied due to invalid subscription key\u001b[0m'],
])('%s', (_, text) => {
  expect(shared(text, AZURE, 401)).toBeGreaterThan(0)
})

test.each([
  ['another ending', 'Error code: 401 - Access denied due to missing…', AZURE],
  ['another ending, in full', MISSING, AZURE],
  ['another status', 'Error code: 403 - Access denied due to invalid subscription key or wrong API endpoint', AZURE],
  ['the wrapper alone is the same', 'Error code: 401 - token is expired', AZURE],
  ['one word', 'Access', AZURE],
  ['what was taken out', '‹credential› ‹credential›', AZURE],
  ['nothing', '…', AZURE],
])('near miss: %s', (_, text, observed) => {
  expect(shared(text, observed, 401)).toBe(0)
})

test('what differs from call to call may be anything', () => {
  const observed = '401 Incorrect API key provided: ‹api-key›. You can find your API key at https://example.com/keys.'
  expect(shared('Incorrect API key provided: sk-proj-**abc. You can find your API key', observed)).toBeGreaterThan(9)
})

const report = parseReport(readFileSync(join(root(), 'fixtures/reports/incidents.json'), 'utf8'), 'incidents.json')

test('the change is named that brought the text, with the version, both answers and the way out that was seen to work', () => {
  const { causes, seen } = explain('Error code: 401 - Access denied due to invalid subscription key…', report)
  expect(causes.map(({ sdk, from, to, goneAt }) => [sdk, from, to, goneAt])).toEqual([
    ['openai-python', '2.33.0', '2.34.0', null],
    ['openai-node', '5.17.0', '5.18.0', '5.19.1'],
  ])
  const [python] = causes
  expect(python).toMatchObject({
    severity: 'breaking',
    before: { kind: 'response', status: 200 },
    after: { kind: 'error', status: 401 },
    gateways: ['azure-openai'],
  })
  expect(python?.remedies.some(({ passes }) => passes.from && passes.to)).toBe(true)
  expect(seen.every(({ outcome }) => outcome.message.includes('invalid subscription key'))).toBe(true)
})

test('of two SDKs that hand on the same words the one that writes the status so comes first', () => {
  const words = 'Access denied due to invalid subscription key or wrong API endpoint'
  const sdks = (text: string) => explain(text, report).causes.map(({ sdk }) => sdk)
  expect(sdks(`Error code: 401 - ${words}`)).toEqual(['openai-python', 'openai-node'])
  expect(sdks(`AuthenticationError: 401 ${words}`)).toEqual(['openai-node', 'openai-python'])
})

test('what the oldest version measured shows already was brought by none of them', () => {
  const { causes, seen } = explain(
    'openai.OpenAIError: The api_key client option must be set either by passing api_key',
    report,
  )
  expect(causes).toEqual([])
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.every(({ fromTheStart }) => fromTheStart)).toBe(true)
})

test('an unknown text is seen nowhere', () => {
  expect(explain('Segmentation fault (core dumped)', report)).toMatchObject({
    sdks: [],
    seen: [],
    causes: [],
    refused: [],
  })
})
