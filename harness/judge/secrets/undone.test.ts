import { expect, test } from 'vitest'
import { type Read, undoneBy } from './undone.ts'

test('where a text’s characters stood is worked out when somebody asks, and once', () => {
  let times = 0
  const undone = undoneBy('a%41b%42', (read: Read) => {
    times += 1
    read(1, 4, 'A')
    read(5, 8, 'B')
  })
  expect(undone?.plain).toBe('aAbB')
  expect(times).toBe(1)
  expect([0, 1, 2, 3].map((at) => undone?.placeOf(at))).toEqual([0, 1, 4, 5])
  expect([1, 2, 3, 4].map((at) => undone?.endOf(at))).toEqual([1, 4, 5, 8])
  expect(times).toBe(2)
})

test('a text that reads as it stands is none', () => {
  expect(undoneBy('ab', () => {})).toBeNull()
})
