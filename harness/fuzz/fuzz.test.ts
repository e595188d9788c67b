import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../errors.ts'
import { orRefused } from './faults.ts'
import { runTarget } from './run-target.ts'
import { targets } from './targets/index.ts'

describe.each(Object.entries(targets))('%s', (_, target) => {
  test('a hundred damaged inputs are refused in words or read', async () => {
    expect(await runTarget(target, { inputs: 100, seed: 14 })).toEqual({ kind: 'held', inputs: 100 })
  })
})

test('an input that fails is told as small as it was found, with what gives it again', async () => {
  const end = await runTarget(
    {
      title: 'a reader that cannot read x',
      open: () => ({
        inputs: fc.string().map((text) => [`${text}x`]),
        check: async ([text = '']) => {
          await orRefused(() => JSON.parse(text))
        },
      }),
    },
    { inputs: 5, seed: 1 },
  )
  expect(end).toMatchObject({ kind: 'failed', input: ['x'], seed: 1, why: expect.stringContaining('SyntaxError') })
})

test.each([
  ['with a place', new UserError('a', { what: 'It is wrong.', where: 'a.json:1:1' }), null],
  ['without one', new UserError('a', { what: 'It is wrong.' }), /has no place/],
  ['with nothing said', new UserError('a', { what: '[object Object] is wrong', where: 'a.json:1:1' }), /says nothing/],
  ['with no fault', new UserError('a', []), /without a fault/],
])('a reader refuses in words %s', async (_, error, wrong) => {
  const refused = orRefused(() => {
    throw error
  }, /^a\.json:/)
  if (wrong) await expect(refused).rejects.toThrow(wrong)
  else expect(await refused).toBeNull()
})
