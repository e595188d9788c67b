import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { limitTo } from './limit.ts'

/** Work that says when it begins, and ends when told. */
const work = (began: string[], name: string) => {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const start = (): Promise<string> => {
    began.push(name)
    return promise
  }
  return { start, end: () => resolve(name), fail: () => reject(new Error(name)) }
}

test('only so many go on at once; who waits with the highest priority goes first, else who came first', async () => {
  const began: string[] = []
  const limit = limitTo(2)
  const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((name) => work(began, name))
  const all = Promise.all([limit(a!.start), limit(b!.start), limit(c!.start), limit(d!.start), limit(e!.start, 1)])
  await setImmediate()
  expect(began).toEqual(['a', 'b'])
  a!.end()
  await setImmediate()
  expect(began).toEqual(['a', 'b', 'e'])
  b!.end()
  e!.end()
  await setImmediate()
  expect(began).toEqual(['a', 'b', 'e', 'c', 'd'])
  c!.end()
  d!.end()
  expect(await all).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('work that fails gives its place away all the same', async () => {
  const began: string[] = []
  const limit = limitTo(1)
  const [a, b] = ['a', 'b'].map((name) => work(began, name))
  const [first, second] = [limit(a!.start), limit(b!.start)]
  a!.fail()
  await expect(first).rejects.toThrow('a')
  b!.end()
  expect(await second).toBe('b')
})
