import { expect, test } from 'vitest'
import { isMet } from './bench.ts'
import type { Timed } from './time-command.ts'
import { interleave, median, processorRatioOf, ratioOf, timesOf } from './timing.ts'

const took = (wallMs: number, cpuMs: number | null = null): Timed => ({ wallMs, cpuMs, stdout: '', stderr: '' })

test.each<[number[], number]>([
  [[3], 3],
  [[9, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (values, middle) => expect(median(values)).toBe(middle))

test('the ways take turns, and none always follows the same one', async () => {
  const order: string[] = []
  const way = (name: string) => () => {
    order.push(name)
    return Promise.resolve(took(1))
  }
  const times = await interleave(
    { a: way('a'), b: way('b') },
    3,
    () => {},
    () => Promise.resolve(),
  )
  expect(order.join('')).toBe('abbaab')
  expect(times.a).toHaveLength(3)
})

test('a slow minute that hits both sides of a round does not move the ratio', () => {
  const ratio = ratioOf('faster', [took(200), took(2_000), took(200)], [took(100), took(1_000), took(100)], {
    is: '≥',
    value: 2,
  })
  expect(ratio).toMatchObject({ value: 2, unit: '×', all: [2, 2, 2] })
})

test('where the system tells no processor time there is no figure of it', () => {
  expect(timesOf('ours', [took(1_500)]).map(({ label, value }) => [label, value])).toEqual([['ours', 1.5]])
  expect(timesOf('ours', [took(1_500, 900)])).toHaveLength(2)
  expect(processorRatioOf('as much', [took(1, 900)], [took(1)])).toEqual([])
})

test('a bar says on which side of it one has to be', () => {
  expect([
    isMet(1.3, { is: '≤', value: 1.3 }),
    isMet(1, { is: '<', value: 1 }),
    isMet(6, { is: '≥', value: 6 }),
  ]).toEqual([true, false, true])
})
