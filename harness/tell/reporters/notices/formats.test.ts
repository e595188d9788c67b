import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Notice, Notices, StepNotice } from '../../../model/notice.ts'
import { judged, saved } from '../report/saved.fixture.ts'
import { noticeFormats } from './index.ts'
import { noticesOfReport } from './of-report.ts'

const report = saved('incidents')
const notices = noticesOfReport(report, judged(report), {
  placeOf: (sdk) => (sdk === 'openai-python' ? { file: 'conf/matrix.json', line: 7 } : null),
  rules: [{ id: 'outcome', severity: 'breaking', because: 'what was let in is refused' }],
  ruleOf: ({ kind }) => kind,
})
/** Everything an SDK, a registry or a project may say, at its worst. */
const HOSTILE = 'a\u0000\u001b[31m\u202e]]>"\'<&|`%0A\r\n::error::gotcha\u200b\ud800 ‮ é 版本'
const hostile = (one: Notice): Notice => ({
  ...one,
  ...{ id: HOSTILE, key: HOSTILE, sdk: HOSTILE, step: HOSTILE, title: HOSTILE },
  ...{ waysOut: [HOSTILE], scenarios: [HOSTILE], reason: one.reason === null ? null : HOSTILE },
  place: one.place && { file: HOSTILE, line: 1 },
})
const loud: Notices = {
  ...notices,
  verdict: HOSTILE,
  steps: [{ sdk: HOSTILE, step: HOSTILE, answer: 'safe', reason: HOSTILE, wayOut: HOSTILE }],
  notices: notices.notices.map(hostile),
  gaps: notices.gaps.map((gap) => ({ ...gap, what: HOSTILE, why: HOSTILE })),
  quiet: [HOSTILE],
}
const unseen = /[^\P{C}\n]/u

test.each(Object.entries(noticeFormats))('%s holds nothing that cannot be seen, whatever was said', (_, { render }) => {
  expect(render(loud).replaceAll('\n', '')).not.toMatch(unseen)
})

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => name === 'testcase',
})

test.each([
  notices,
  loud,
])('junit: well-formed; what fails is a failure, what is accepted is skipped, gaps are errors', (all) => {
  const text = noticeFormats.junit.render(all)
  expect(XMLValidator.validate(text)).toBe(true)
  const suite = parser.parse(text).testsuites.testsuite
  const of = (name: string) => suite.testcase.filter((one: Record<string, unknown>) => name in one).length
  const standing = (...kinds: readonly string[]) => all.notices.filter((one) => kinds.includes(one.standing)).length
  expect([of('failure'), of('error'), of('skipped')]).toEqual([
    standing('fails'),
    all.gaps.length,
    standing('accepted', 'known'),
  ])
  expect(suite).toMatchObject({
    tests: String(suite.testcase.length),
    failures: String(of('failure')),
    errors: String(of('error')),
    skipped: String(of('skipped')),
  })
})

test('sarif: each result has its rule, its level, the line that pins the version, and a key that stays', () => {
  const { runs } = JSON.parse(noticeFormats.sarif.render(notices))
  const [{ results, tool, invocations }] = runs
  expect(results).toHaveLength(notices.notices.length)
  expect(results[0]).toMatchObject({
    level: 'error',
    partialFingerprints: { 'sdkdriftKey/v1': notices.notices[0]?.key },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'conf/matrix.json' }, region: { startLine: 7 } } }],
  })
  expect(tool.driver.rules[results[0].ruleIndex]).toMatchObject({ id: results[0].ruleId })
  expect(results.find((one: { suppressions?: unknown }) => one.suppressions)).toMatchObject({
    suppressions: [{ kind: 'external' }],
  })
  expect(invocations[0]).toMatchObject({ executionSuccessful: false })
})

test('sarif: whatever a file is called, its place is a relative address that leads to it', () => {
  const place = { file: 'packages/@me/a#1?:b [c]/package.json', line: 1 }
  const text = noticeFormats.sarif.render({ ...notices, notices: notices.notices.map((one) => ({ ...one, place })) })
  const { uri } = JSON.parse(text).runs[0].results[0].locations[0].physicalLocation.artifactLocation
  expect(decodeURI(new URL(uri, 'file:///').pathname)).toBe('/packages/@me/a%231%3F%3Ab [c]/package.json')
  const [{ results }] = JSON.parse(noticeFormats.sarif.render(loud)).runs
  expect(results[0].locations[0].physicalLocation.artifactLocation.uri).not.toMatch(/[:#?[\]\s]/u)
})

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const gitlabSchema = z.array(
  z.strictObject({
    description: z.string().min(1),
    check_name: z.string().min(1),
    fingerprint: z.string().min(1),
    severity: z.enum(['info', 'minor', 'major', 'critical', 'blocker']),
    location: z.strictObject({ path: z.string().min(1), lines: z.strictObject({ begin: z.int().min(1) }) }),
  }),
)

test('gitlab: what is new, in the form that it documents', () => {
  const issues = gitlabSchema.parse(JSON.parse(noticeFormats.gitlab.render(notices)))
  expect(issues).toHaveLength(notices.notices.filter(({ standing }) => standing !== 'accepted').length)
  expect(issues[0]?.severity).toBe('blocker')
  gitlabSchema.parse(JSON.parse(noticeFormats.gitlab.render(loud)))
})

test('github: a command a line, and none that an SDK made up', () => {
  const lines = noticeFormats.github.render(notices).trimEnd().split('\n')
  expect(lines[0]).toMatch(
    /^::error file=conf\/matrix\.json,line=7,title=breaking%3A openai-python 2\.34\.0 → 3\.3\.1::/u,
  )
  const all = noticeFormats.github.render(loud).trimEnd().split('\n')
  expect(all).toHaveLength(lines.length)
  for (const line of all) expect(line).toMatch(/^::(error|warning|notice) /u)
})

test('markdown: at most 25 lines before the folds; no markup of an SDK', () => {
  const many = { ...notices, notices: Array.from({ length: 80 }, () => notices.notices[0] as Notice) }
  const text = noticeFormats.markdown.render(many)
  expect((text.split('<details>')[0] ?? '').trimEnd().split('\n').length).toBeLessThanOrEqual(25)
  expect(text).toContain('70 more')
  // What stands in code is shown as it is.
  expect(noticeFormats.markdown.render(loud).replaceAll(/`[^`]*`/gu, '')).not.toMatch(
    /<&|<(?!details|summary|\/|sub|!--)/u,
  )
})

const steps = Array.from({ length: 30 }, (_, at): StepNotice => {
  const sdk = `sdk-${at}`
  return { sdk, step: '1.0.0 → 2.0.0', answer: 'safe', reason: 'no change on the wire', wayOut: null }
})

test('of a gate each step has its row, in at most 25 lines before the folds with its findings', () => {
  const many = { ...notices, steps, notices: Array.from({ length: 80 }, () => notices.notices[0] as Notice) }
  const text = noticeFormats.markdown.render(many)
  expect((text.split('<details>')[0] ?? '').trimEnd().split('\n').length).toBeLessThanOrEqual(25)
  for (const { sdk } of steps) expect(text).toContain(`| **safe** | ${sdk} 1.0.0 → 2.0.0 | no change on the wire |  |`)
})

test('a safe gate names the SDK that it is about, in each format that people read', () => {
  const safe: Notices = { ...notices, command: 'gate', verdict: 'safe: no change', steps: steps.slice(0, 1) }
  const quiet = { ...safe, notices: [], gaps: [] }
  for (const format of ['markdown', 'junit', 'github'] as const)
    expect(noticeFormats[format].render(quiet)).toContain('sdk-0 1.0.0 → 2.0.0')
})

test('badge: what shields.io asks for', () => {
  expect(JSON.parse(noticeFormats.badge.render(notices))).toEqual({
    ...{ schemaVersion: 1, label: 'sdkdrift', message: '1 failing', color: 'red' },
  })
})
