import { expect, test } from 'vitest'
import type { Severity } from '../../model/severity.ts'
import { verdictOf, worstVerdict } from './verdict.ts'

const finding = (severity: Severity, reason?: string) => ({
  severity,
  accepted: reason === undefined ? null : { reason },
})

test('a finding at the bar blocks, whatever else could not be measured', () => {
  expect(verdictOf([finding('breaking')], 'breaking', true)).toBe('blocked')
  expect(verdictOf([finding('breaking')], 'breaking', false)).toBe('blocked')
  expect(verdictOf([finding('telemetry')], 'telemetry', true)).toBe('blocked')
})

test('an accepted finding does not count', () => {
  expect(verdictOf([finding('breaking', 'known')], 'breaking', true)).toBe('safe')
})

test('auth or worse below the bar is for review; anything less is safe', () => {
  expect(verdictOf([finding('auth')], 'breaking', true)).toBe('review')
  expect(verdictOf([finding('breaking')], 'never', true)).toBe('review')
  expect(verdictOf([finding('routing'), finding('telemetry')], 'breaking', true)).toBe('safe')
})

test('a gate that cannot tell does not say yes', () => {
  expect(verdictOf([], 'breaking', false)).toBe('unknown')
  expect(verdictOf([finding('auth')], 'breaking', false)).toBe('unknown')
})

test('of several candidates the worst speaks', () => {
  expect(worstVerdict(['safe', 'review', 'unknown'])).toBe('unknown')
  expect(worstVerdict(['unknown', 'blocked'])).toBe('blocked')
  expect(worstVerdict([])).toBe('safe')
})
