import { expect, test } from 'vitest'
import type { Interlude } from '../model/scenario.ts'
import { shippedScenarios } from './shipped-scenarios.ts'

/** What clients wait of their own accord between two attempts reaches 8 s, and a quarter more by chance. */
const REACHED_BY_BACKOFF_MS = 10_000

const asked = (answer: Interlude): readonly number[] => {
  if (!('headers' in answer)) return []
  return Object.entries(answer.headers ?? {}).flatMap(([name, value]) => {
    const unit = { 'retry-after': 1_000, 'retry-after-ms': 1 }[name]
    return unit === undefined ? [] : [(typeof value === 'string' ? Number(value) : value['date-in']) * unit]
  })
}

test('no scenario asks for a wait that a client’s own backoff can come to by chance: it would look heeded', () => {
  const told = shippedScenarios().filter(({ time }) => time === 'virtual')
  const within = told.filter(({ first = [], answers = [] }) =>
    [...first, ...answers].flatMap(asked).some((ms) => ms > 0 && ms < REACHED_BY_BACKOFF_MS),
  )
  expect(told.length).toBeGreaterThan(20)
  expect(within.map(({ id }) => id)).toEqual([])
})
