import { expect, test } from 'vitest'
import { saved } from '../report/saved.fixture.ts'
import { issueOf } from './issue.ts'

const report = saved('incidents')
const [first] = report.findings
if (!first) throw new Error('The saved report has findings.')
const at = (to: string) => ({ ...first, key: 'a-0123abcd', id: `a-${to}-0123abcd`, from: '6.9.0', to })

test('an issue names every step it was seen at, once, whatever was told before', () => {
  const opened = issueOf(report, [at('7.1.0')], null).body
  expect(opened).toMatch(/scenarios? at `6\.9\.0 → 7\.1\.0`\n/)
  const next = issueOf(report, [at('7.2.0')], opened).body
  expect(next).toContain('at `6.9.0 → 7.1.0`, `6.9.0 → 7.2.0`\n')
  expect(next).toContain('sdkdrift accept a-7.2.0-0123abcd')
  expect(issueOf(report, [at('7.2.0')], next.replaceAll('\n', '\r\n')).body).toBe(next)
  expect(issueOf(report, [at('7.1.0'), at('7.2.0')], null).body).toContain('at `6.9.0 → 7.1.0`, `6.9.0 → 7.2.0`\n')
})

test('it is recognised by its key, and says nothing of which night it is', () => {
  const known = { ...at('7.1.0'), known: { since: '2026-11-24T05:17:00Z', at: '7.0.9' } }
  expect(issueOf(report, [known], null)).toEqual(issueOf(report, [at('7.1.0')], null))
  expect(issueOf(report, [known], null).body).toMatch(/<!-- sdkdrift a-0123abcd -->\n$/)
})

test('of what somebody wrote into it only versions are taken over', () => {
  const edited = issueOf(report, [at('7.1.0')], null).body.replace(
    '`6.9.0 → 7.1.0`',
    '`6.9.0 → @everyone <b>`, `1 → 2`',
  )
  expect(issueOf(report, [at('7.2.0')], edited).body).toContain('at `1 → 2`, `6.9.0 → 7.2.0`\n')
})

test('a step of runtimes is named by these, and kept as the others are', () => {
  const on = { kind: 'between', from: 'node 22', to: 'node 24', versions: ['7.1.0'] } as const
  const opened = issueOf(report, [{ ...at('7.1.0'), on }], null).body
  expect(opened).toMatch(/scenarios? at `node 22 → node 24`\n/)
  expect(issueOf(report, [at('7.2.0')], opened).body).toContain('at `node 22 → node 24`, `6.9.0 → 7.2.0`\n')
})
