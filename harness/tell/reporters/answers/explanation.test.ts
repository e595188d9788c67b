import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../edges/paths.ts'
import { explain } from '../../../judge/explain/explain.ts'
import { parseReport } from '../report/schema.ts'
import { explanation } from './explanation.ts'

const report = parseReport(readFileSync(join(root(), 'fixtures/reports/incidents.json'), 'utf8'), 'incidents.json')
const told = (text: string, width = 100): string =>
  explanation({ text, source: 'report', ...explain(text, report) }, { colour: false, width })

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
  expect(text).toContain('openai-python 2.32.0, the oldest measured, ends so already in missing-credentials (+ async)')
  expect(text).not.toContain('brought it  ')
})

test('no match is said plainly, with what would have been one', () => {
  expect(told('Segmentation fault (core dumped)')).toMatch(/^No measured scenario ends in this error\..*five sixths/s)
})
