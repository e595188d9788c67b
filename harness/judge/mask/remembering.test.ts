import { expect, test } from 'vitest'
import { remembering } from './remembering.ts'

const counted = () => {
  const seen: string[] = []
  const clean = remembering((text, field) => {
    seen.push(`${field ?? ''}:${text}`)
    return `‹${field ?? 'text'} ${text}›`
  })
  return { clean, seen }
}

test('a text is cleaned once, and anew in another field', () => {
  const { clean, seen } = counted()

  expect([clean('a'), clean('a'), clean('a', 'cookie'), clean('a', 'cookie')]).toEqual([
    '‹text a›',
    '‹text a›',
    '‹cookie a›',
    '‹cookie a›',
  ])
  expect(seen).toEqual([':a', 'cookie:a'])
})

test('what an SDK sends is taken for no text in a field', () => {
  const { clean } = counted()

  expect([clean('cookie\0a'), clean('a', 'cookie')]).toEqual(['‹text cookie\0a›', '‹cookie a›'])
})

test('of long texts, and of more than it holds, it remembers nothing', () => {
  const { clean, seen } = counted()
  const long = 'x'.repeat(5000)
  clean(long)
  clean(long)
  expect(seen).toHaveLength(2)

  for (let at = 0; at < 20_000; at++) clean(`${at}`)
  clean('19999')
  expect(seen).toHaveLength(20_003)
})
