import { expect, test } from 'vitest'
import { ABSENT } from '../../model/body-place.ts'
import type { Change, Finding } from '../../model/report.ts'
import { saved } from '../reporters/report/saved.fixture.ts'
import { briefFinding } from './change-brief.ts'

const [some] = saved('incidents').findings
const finding = (changes: readonly Change[]): Finding => {
  if (!some) throw new Error('The saved report has findings.')
  return { ...some, changes }
}
const respelled = (name: string): Change => ({
  kind: 'header-case',
  name: name.toLowerCase(),
  request: 0,
  before: [name],
  after: [name.toLowerCase()],
  severity: 'cosmetic',
})
const added = (name: string): Change => ({
  kind: 'header-added',
  name,
  request: 0,
  before: [],
  after: ['1'],
  severity: 'telemetry',
})

test('many field names in another case are counted', () => {
  const names = ['Accept', 'Host', 'User-Agent', 'Content-Type']
  expect(briefFinding(finding(names.map(respelled)))).toBe('case of 4 field names: `Accept` → `accept`, …')
})

const inBody = (name: string, before: unknown, after: unknown): Change => ({
  kind: 'body',
  name,
  request: 0,
  before,
  after,
  severity: 'behaviour',
})

test('of a body the place is told, and which way it went', () => {
  expect(briefFinding(finding([inBody('/model', ABSENT, 'm')]))).toBe('+ `/model` in the body')
  expect(briefFinding(finding([inBody('/model', 'm', ABSENT)]))).toBe('− `/model` in the body')
  expect(briefFinding(finding([inBody('/file/content-type', 'a', 'b')]))).toBe('`/file/content-type` in the body')
  expect(briefFinding(finding([inBody('body', 'a', 'b')]))).toBe('request body')
})

test('of many unlike changes the first is told; a few are told all', () => {
  expect(briefFinding(finding(['a', 'b', 'c', 'd'].map(added)))).toBe('+ `a: 1` and 3 more')
  expect(briefFinding(finding([added('a'), respelled('Host')]))).toBe('+ `a: 1`; `Host` → `host`')
})
