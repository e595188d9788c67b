import { expect, test } from 'vitest'
import { lastFew, remembered, rememberedOfTwo } from './remembered.ts'

test('an object is asked about once, one that is only equal to it anew', () => {
  const asked: unknown[] = []
  const sizeOf = remembered((list: readonly number[]) => {
    asked.push(list)
    return `${list.length}`
  })
  const list = [1, 2]
  expect([sizeOf(list), sizeOf(list), sizeOf([1, 2])]).toEqual(['2', '2', '2'])
  expect(asked).toHaveLength(2)
})

test('of two objects the order counts', () => {
  const asked: unknown[] = []
  const joined = rememberedOfTwo((one: readonly string[], other: readonly string[]) => {
    asked.push([one, other])
    return [...one, ...other].join('')
  })
  const [a, b] = [['a'], ['b']]
  expect([joined(a, b), joined(b, a), joined(a, b)]).toEqual(['ab', 'ba', 'ab'])
  expect(asked).toHaveLength(2)
})

test('of more than a few those that were asked about last are known, and at most twice as many', () => {
  const asked: string[] = []
  const nameOf = lastFew(({ name }: { readonly name: string }) => {
    asked.push(name)
    return name
  }, 2)
  const [a, b, c, d, e] = 'abcde'.split('').map((name) => ({ name }))
  for (const one of [a, b, a, c, a, d, e, a, b]) if (one) nameOf(one)
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'e', 'b'])
})
