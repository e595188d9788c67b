import { expect, test } from 'vitest'
import { judged, saved } from './saved.fixture.ts'
import { summary } from './summary.ts'

const incidents = saved('incidents')

test('the verdict, then a table with a line for each finding, then what is not known', () => {
  const text = summary(incidents, judged(incidents))
  expect(text).toMatch(/^## sdkdrift\n\n\*\*exit 1\*\*: 1 finding at or above `breaking` is not accepted/u)
  expect(text.match(/^\| (?!severity|---)/gmu)).toHaveLength(incidents.findings.length)
  expect(text).toContain(
    '| breaking, accepted | openai-python 2.33.0 → 2.34.0 | 2.34.0 no longer sends `authorization: Bearer ‹api-key›` beside `api-key` | 4 | 200 → 401 | pass the token as `azure_ad_token=` |',
  )
  expect(text).toContain('### Could not be measured')
})

test('what came with a step is one line, and says what it is', () => {
  expect(summary(incidents, judged(incidents))).toContain(
    '\n- came with other dependencies: httpx 0.28.1 → 0.29.0, sniffio 1.3.1 gone\n',
  )
})

test('text from outside is shown and not obeyed', () => {
  const [first] = incidents.findings
  const text = summary(
    { ...incidents, findings: first ? [{ ...first, title: 'a | b <img src=x> *c* `d | e`' }] : [] },
    judged(incidents),
  )
  expect(text).toContain('a \\| b &lt;img src=x&gt; \\*c\\* `d \\| e`')
})

test('no drift is two lines', () => {
  expect(summary(saved('quiet'), judged(saved('quiet')))).toBe(
    '## sdkdrift\n\n**exit 0**: no drift · 2 versions · 12 measurements\n',
  )
})
