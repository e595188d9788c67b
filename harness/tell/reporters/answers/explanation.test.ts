import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../edges/paths.ts'
import { explain } from '../../../judge/explain/explain.ts'
import { parseReport } from '../report/parse-report.ts'
import { explanation } from './explanation.ts'

const report = parseReport(readFileSync(join(root(), 'fixtures/reports/incidents.json'), 'utf8'), 'incidents.json')
const told = (text: string, width = 100): string =>
  explanation({ text, source: 'report', names: [], ...explain(text, report) }, { colour: false, width })

test('the version stands first, then both answers, the way out that passes on both sides, and how long it lasted', () => {
  const text = told('Access denied due to invalid subscription key or wrong API endpoint.')
  expect(text).toMatch(/^Seen in 3 scenarios: 401 AuthenticationError “Access denied due to invalid subscription key/)
  expect(text).toContain('openai-python 2.34.0 brought it')
  expect(text).toContain('azure-entra-token-as-api-key (+ async) behind azure-openai: 200 → 401')
  expect(text.indexOf('`azure_ad_token=`')).toBeLessThan(text.indexOf('`default_headers='))
  expect(text).toContain('gone at 5.19.1')
  expect(text).toContain('still there at 3.3.1, the newest measured')
})

test('lines keep the width', () => {
  for (const line of told('Access denied due to invalid subscription key or wrong API endpoint.', 60).split('\n'))
    expect(line.length).toBeLessThanOrEqual(60)
})

test('an error that was there from the start is not blamed on a version', () => {
  const text = told('The api_key client option must be set either by passing api_key')
  expect(text.replaceAll(/\s+/gu, ' ')).toMatch(
    /openai-python 2\.32\.0, the oldest measured, ends so already in missing-credentials \(\+ async\) behind \S+.*: no measured/u,
  )
  expect(text).not.toContain('brought it  ')
})

test('no match is said plainly, with what would have been one', () => {
  expect(told('Segmentation fault (core dumped)')).toMatch(/^No measured scenario ends in this error\..*five sixths/s)
})

test('the SDKs it can come from are named, the likeliest first, and what was searched', () => {
  const text = told('Access denied due to invalid subscription key or wrong API endpoint.', 400)
  expect(text).toContain('It can come from 2 SDKs, the likeliest first: ')
  expect(text).toContain(
    'Searched in the last report: openai-python 2.32.0 … 3.3.1 (4 versions), openai-node 5.17.0 … 7.1.0 (6 versions, 1 of them unusable).',
  )
})

const none = {
  ...explain('Segmentation fault (core dumped)', report),
  text: '',
  source: 'measured',
  names: [],
} as const
const nameAt = (...states: readonly ('there' | 'missing' | 'unknown')[]): string =>
  explanation(
    {
      ...none,
      about: { kind: 'name', language: 'python', module: 'openai', name: 'error' },
      names: [
        {
          sdk: 'openai-python',
          module: 'openai',
          name: 'error',
          versions: states.map((state, at) => ({ version: `${at}.0`, state })),
        },
      ],
    },
    { colour: false, width: 400 },
  )

test('a name that went is told with the version that lacks it', () => {
  expect(nameAt('there', 'unknown', 'missing')).toContain(
    'openai-python 2.0 has no `openai.error`: it went after 0.0, which has it.',
  )
  expect(nameAt('there', 'there')).toContain('the newest has `openai.error`')
  expect(nameAt('missing', 'missing')).toContain('none of 2 versions looked at has `openai.error`')
  expect(nameAt('unknown')).toContain('no version could be asked for `openai.error`')
})

test('a dependency that made versions unusable is named, with the version that works again', () => {
  const text = explanation(
    {
      ...none,
      sdks: [{ sdk: 'openai-python', inProject: true, words: 0 }],
      refused: [
        {
          sdk: 'openai-python',
          versions: ['1.55.1', '1.55.2'],
          reason: "TypeError: Client.__init__() got an unexpected keyword argument 'proxies'",
          resolve: 'today',
          comparedWith: '1.55.1',
          goneAt: '1.55.3',
          dependencyChanges: [{ name: 'httpx', before: '0.27.2', after: '0.28.1' }],
        },
      ],
    },
    { colour: false, width: 400 },
  )
  expect(text).toContain("openai-python 1.55.1, 1.55.2 end so before any scenario can run, with today's dependencies.")
  expect(text).toContain('a dependency brought it. What differs: httpx 0.27.2 → 0.28.1.')
  expect(text).toContain("way out: 1.55.3 works with today's dependencies.")
})

test('what the text names is told in the SDK’s words', () => {
  const ways = [
    { sdk: 'openai-node', client: 'OpenAI', what: 'a credential', options: ['apiKey'], variables: ['OPENAI_API_KEY'] },
  ]
  expect(explanation({ ...none, ways }, { colour: false, width: 400 })).toContain(
    "way out: openai-node's OpenAI is given a credential as `apiKey`, or by the environment variable `OPENAI_API_KEY`.",
  )
})
