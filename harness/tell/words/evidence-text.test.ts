import { expect, test } from 'vitest'
import type { Evidence } from '../../model/gate.ts'
import { failedNotes, refusedLines } from './evidence-text.ts'

type Refused = Evidence['refused'][number]

const failed = (gateway: string, by: string, answered: number, status?: number): Refused => ({
  scenario: 'your-command',
  gateway,
  by,
  answered,
  outcome: { kind: 'error', name: 'exit code 1', message: 'no id', ...(status === undefined ? {} : { status }) },
})

const evidence = (refused: readonly Refused[]): Evidence => ({
  compared: refused.length,
  admittedBefore: 0,
  admittedBoth: 0,
  inferred: 0,
  lost: [],
  refused,
})

test('a connection that was reset was no yes', () => {
  const [line] = refusedLines(evidence([failed('bearer', 'script: reset before headers', 0)]), '1.8.0')
  expect(line).not.toContain('after a yes')
})

test('a program that fails at the newer version alone, after a yes, is perhaps answered what it does not expect', () => {
  const { gateway, scenario, outcome } = failed('bearer', 'backend', 200)
  const [note] = failedNotes([{ gateway, scenario, outcome, answered: 200 }], '2.0.0')
  expect(note).toMatch(
    /^your-command behind bearer ended with exit code 1 \(no id\), after a yes \(200\)\. .*answers\.json/,
  )
  expect(failedNotes([], '2.0.0')).toEqual([])
})

test('a program that the gateway let in and that then failed is not told as refused', () => {
  const [line] = refusedLines(
    evidence([failed('bearer', 'bearer', 401, 401), failed('basic', 'backend', 200)]),
    '1.8.0',
  )
  expect(line).toContain(
    'Nothing went well at 1.8.0: your-command behind basic ended with exit code 1 (no id) by backend',
  )
  expect(line).toContain('after a yes (200)')
  expect(line).toContain('--gateway ./answers.json')
  expect(line).not.toContain('bearer')
})

test('where each was refused, who refused is told, and what to set', () => {
  const [line] = refusedLines(evidence([failed('bearer', 'bearer: no credential', 401, 401)]), '1.8.0')
  expect(line).toContain('Nothing was let in at 1.8.0')
  expect(line).toContain('your-command behind bearer was refused 401 by bearer: no credential')
})

test('where no credential was seen in any place, who signs is told how to be let in', () => {
  const linesFor = (gateway: string) =>
    refusedLines(evidence([failed(gateway, `${gateway}: no credential`, 401, 401)]), '1')
  expect(linesFor('anywhere')[0]).toContain('{ "wants": null }')
  expect(linesFor('bearer')[0]).not.toContain('wants')
})

test('a call that went to a host elsewhere is told how it is led to the gateway', () => {
  const outcome = { kind: 'egress', host: 'us.example.com', port: 443 } as const
  const [line] = refusedLines(evidence([{ ...failed('ours', 'ours.json: answers[0]', 200), outcome }]), '1.8.0')
  expect(line).toContain('your-command behind ours went to us.example.com, which was refused')
  expect(line).toContain('--host us.example.com')
  expect(line).not.toContain('by ours.json')
  expect(line).not.toContain('SDKDRIFT_API_KEY')
})
