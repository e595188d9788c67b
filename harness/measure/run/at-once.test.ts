import { expect, test } from 'vitest'
import type { Exchange } from '../../model/capture.ts'
import { inOrderOfTokens } from './at-once.ts'

const minted = [
  { label: 'entra-token', value: 'first-token' },
  { label: 'entra-token#2', value: 'second-token' },
]

const bearing = (token: string, target = '/chat'): Exchange => ({
  method: 'POST',
  origin: 'gateway',
  target,
  headers: [['authorization', `Bearer ${token}`]],
  body: { bytes: 0, text: '' },
  answered: { status: 200, by: 'open' },
})

const targets = (exchanges: readonly Exchange[]) => exchanges.map(({ target }) => target)

test('what two calls at once have sent is told in the order of their tokens, whichever arrived first', () => {
  const [first, second] = [bearing('first-token', '/a'), bearing('second-token', '/b')]
  const calls = [{ api: 'chat', times: 2, atOnce: true }] as const
  expect(targets(inOrderOfTokens([second, first], [], calls, minted))).toEqual(['/a', '/b'])
  expect(targets(inOrderOfTokens([first, second], [], calls, minted))).toEqual(['/a', '/b'])
})

test('requests of other calls stay where they were, before and behind those at once', () => {
  const calls = [{ api: 'chat' }, { api: 'chat', times: 2, atOnce: true }, { api: 'chat', times: 2 }] as const
  const all = [
    bearing('second-token', '/before'),
    bearing('second-token', '/b'),
    bearing('first-token', '/a'),
    bearing('second-token', '/behind'),
    bearing('first-token', '/last'),
  ]
  expect(targets(inOrderOfTokens(all, [1, 3, 4], calls, minted))).toEqual(['/before', '/a', '/b', '/behind', '/last'])
})

test('a program that ended before its last call keeps what it has sent', () => {
  const calls = [{ api: 'chat' }, { api: 'chat', times: 2, atOnce: true }] as const
  expect(targets(inOrderOfTokens([bearing('first-token', '/a')], [], calls, minted))).toEqual(['/a'])
})

test('without calls at once nothing is moved', () => {
  const all = [bearing('second-token', '/b'), bearing('first-token', '/a')]
  expect(inOrderOfTokens(all, [1], [{ api: 'chat', times: 2 }], minted)).toBe(all)
})
