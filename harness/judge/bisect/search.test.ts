import { expect, test } from 'vitest'
import { type Answer, nextStep, type Step } from './search.ts'

type Found = Extract<Step, { kind: 'found' }>

/** Plays a search to its end against a list that knows all answers. */
const play = (truth: readonly Answer[], width: number): { found: Step; rounds: number; probes: number } => {
  const answers = new Map<number, Answer>()
  for (let rounds = 0; ; rounds++) {
    const step = nextStep(truth.length, answers, width)
    if (step.kind !== 'probe') return { found: step, rounds, probes: answers.size }
    expect(step.indexes.length).toBeGreaterThan(0)
    expect(step.indexes.length).toBeLessThanOrEqual(Math.max(width, 1))
    for (const index of step.indexes) {
      expect(answers.has(index), `version ${index} is measured once`).toBe(false)
      answers.set(index, truth[index] ?? 'skip')
    }
  }
}

/** A few dozen places of the turn, the first and the last among them: all of a thousand take seconds. */
const places = (count: number): readonly number[] => {
  const stride = Math.max(1, Math.floor(count / 40))
  return [
    ...new Set([
      1,
      count - 1,
      ...Array.from({ length: count - 1 }, (_, index) => index + 1).filter((n) => n % stride === 0),
    ]),
  ]
}

const turning = (count: number, firstBad: number): readonly Answer[] =>
  Array.from({ length: count }, (_, index) => (index < firstBad ? 'good' : 'bad'))

test.each([
  2, 3, 4, 7, 8, 9, 27, 100,
])('of %i versions every possible first bad one is found, with any width', (count) => {
  for (const width of [1, 2, 3, 5])
    for (let firstBad = 1; firstBad < count; firstBad++)
      expect(play(turning(count, firstBad), width).found).toEqual({
        kind: 'found',
        lastGood: firstBad - 1,
        firstBad,
        suspects: [],
        several: false,
      })
})

test.each([
  10, 100, 333, 377, 1000,
])('over %i versions one probe at a time takes at most ceil(log2 n) + 2 probes', (count) => {
  const most = Math.max(...places(count).map((firstBad) => play(turning(count, firstBad), 1).probes))
  expect(most).toBeLessThanOrEqual(Math.ceil(Math.log2(count)) + 2)
})

test.each([10, 100, 333, 377, 1000])('over %i versions two at a time take at most ceil(log3 n) + 1 rounds', (count) => {
  const most = Math.max(...places(count).map((firstBad) => play(turning(count, firstBad), 2).rounds))
  expect(most).toBeLessThanOrEqual(Math.ceil(Math.log(count) / Math.log(3)) + 1)
})

test('a version that cannot be measured is stepped around', () => {
  const truth = turning(20, 12).map(
    (answer, index): Answer => (index === 9 || index === 10 || index === 14 ? 'skip' : answer),
  )
  expect(play(truth, 1).found).toMatchObject({ kind: 'found', lastGood: 11, firstBad: 12, suspects: [] })
})

test('when only unmeasurable versions lie between, each of them is a suspect', () => {
  const truth: Answer[] = ['good', 'good', 'skip', 'skip', 'bad', 'bad']
  for (const width of [1, 2, 4])
    expect(play(truth, width).found).toEqual({
      kind: 'found',
      lastGood: 1,
      firstBad: 4,
      suspects: [2, 3],
      several: false,
    })
})

test('a history that goes bad, good and bad again is answered with its first turn, and said to have several', () => {
  const truth: Answer[] = ['good', 'bad', 'good', 'good', 'bad']
  expect(play(truth, 3).found).toEqual({ kind: 'found', lastGood: 0, firstBad: 1, suspects: [], several: true })
})

test.each<[string, Answer[], Partial<Found> | object]>([
  ['a good end that is bad', ['bad', 'good', 'bad'], { kind: 'undecided', end: 'good', is: 'bad' }],
  ['a bad end that is good', ['good', 'bad', 'good'], { kind: 'undecided', end: 'bad', is: 'good' }],
  ['an end that cannot be measured', ['good', 'bad', 'skip'], { kind: 'undecided', end: 'bad', is: 'skip' }],
])('%s ends the search before any other version is measured', (_, truth, expected) => {
  const { found, probes } = play(truth, 2)
  expect(found).toEqual(expected)
  expect(probes).toBe(2)
})

test('the number of versions left is told, and shrinks', () => {
  const answers = new Map<number, Answer>([
    [0, 'good'],
    [9, 'bad'],
  ])
  expect(nextStep(10, answers, 1)).toEqual({ kind: 'probe', indexes: [5], left: 9 })
  expect(nextStep(10, answers.set(5, 'bad'), 1)).toMatchObject({ left: 5 })
})
