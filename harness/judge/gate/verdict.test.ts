import { expect, test } from 'vitest'
import type { Evidence } from '../../model/gate.ts'
import type { Severity } from '../../model/severity.ts'
import { verdictOf, worstVerdict } from './verdict.ts'

const finding = (severity: Severity, reason?: string) => ({
  severity,
  accepted: reason === undefined ? null : { reason },
})

const evidence = (over: Partial<Evidence> = {}) => ({ admittedBefore: 1, admittedBoth: 1, lost: [], ...over })

test('a finding at the bar blocks, whatever else could not be measured', () => {
  expect(verdictOf([finding('breaking')], 'breaking', true, evidence())).toBe('blocked')
  expect(verdictOf([finding('breaking')], 'breaking', false, evidence())).toBe('blocked')
  expect(verdictOf([finding('telemetry')], 'telemetry', true, evidence())).toBe('blocked')
})

test('an accepted finding does not count', () => {
  expect(verdictOf([finding('breaking', 'known')], 'breaking', true, evidence())).toBe('safe')
})

test('where all that is refused is accepted and nothing is let in at both, somebody has to look', () => {
  expect(verdictOf([finding('breaking', 'known')], 'breaking', true, evidence({ admittedBoth: 0 }))).toBe('review')
})

test('routing or worse below the bar is for review; anything less is safe', () => {
  expect(verdictOf([finding('auth')], 'breaking', true, evidence())).toBe('review')
  expect(verdictOf([finding('breaking')], 'never', true, evidence())).toBe('review')
  expect(verdictOf([finding('routing')], 'breaking', true, evidence())).toBe('review')
  expect(verdictOf([finding('behaviour'), finding('telemetry')], 'breaking', true, evidence())).toBe('safe')
})

test('a gate that cannot tell does not say yes', () => {
  expect(verdictOf([], 'breaking', false, evidence())).toBe('unknown')
  expect(verdictOf([finding('auth')], 'breaking', false, evidence())).toBe('unknown')
})

test('where nothing was let in at the older version, an unchanged wire is no yes', () => {
  expect(verdictOf([], 'breaking', true, evidence({ admittedBefore: 0 }))).toBe('unknown')
  expect(verdictOf([finding('auth')], 'breaking', true, evidence({ admittedBefore: 0 }))).toBe('unknown')
})

test('what the newer version cannot express any more is no yes', () => {
  const lost = [{ scenario: 'a', gateway: 'openai', reason: 'no such option' }]
  expect(verdictOf([], 'breaking', true, evidence({ lost }))).toBe('unknown')
})

test('of several candidates the worst speaks', () => {
  expect(worstVerdict(['safe', 'review', 'unknown'])).toBe('unknown')
  expect(worstVerdict(['unknown', 'blocked'])).toBe('blocked')
  expect(worstVerdict(['current', 'safe'])).toBe('safe')
  expect(worstVerdict([])).toBe('current')
})
