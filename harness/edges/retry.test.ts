import { expect, test } from 'vitest'
import { RETRY, retryAfterMs, retrying, type Tried } from './retry.ts'

/** A clock that goes on only where somebody waits. */
const aClock = (random: number) => {
  const pauses: number[] = []
  let at = 0
  const wait = async (ms: number): Promise<void> => {
    pauses.push(ms)
    at += ms
  }
  return { pauses, waiting: { now: () => at, random: () => random, wait } }
}

const failing = async (tried: Tried, random = 0.5) => {
  const { pauses, waiting } = aClock(random)
  let tries = 0
  await retrying(
    async () => {
      tries += 1
    },
    () => tried,
    RETRY,
    waiting,
  )
  return { tries, pauses }
}

test('what passes is tried four times, with pauses that grow', async () => {
  expect(await failing({ kind: 'passing' })).toEqual({ tries: 4, pauses: [200, 600, 1800] })
})

test('pauses are by chance up to half shorter or longer', async () => {
  expect((await failing({ kind: 'passing' }, 0)).pauses).toEqual([100, 300, 900])
  expect((await failing({ kind: 'passing' }, 1)).pauses).toEqual([300, 900, 2700])
})

test('what is settled is tried once', async () => {
  expect(await failing({ kind: 'settled' })).toEqual({ tries: 1, pauses: [] })
})

test('who asks to be left alone is, and where that would be too long nobody waits', async () => {
  expect(await failing({ kind: 'passing', askedMs: 3000 })).toEqual({ tries: 4, pauses: [3000, 3000, 3000] })
  expect(await failing({ kind: 'passing', askedMs: 60_000 })).toEqual({ tries: 1, pauses: [] })
})

test('Retry-After is seconds or a date', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  expect(
    ['7', 'Thu, 01 Jan 2026 00:00:09 GMT', 'Wed, 31 Dec 2025 00:00:00 GMT', '', '-1', 'soon', null].map((text) =>
      retryAfterMs(text, now),
    ),
  ).toEqual([7000, 9000, 0, undefined, undefined, undefined, undefined])
})
