import { expect, test } from 'vitest'
import { WholeAnswer } from './whole-answer.ts'

const answer = () => new WholeAnswer('{"a":1}', { status: 201, headers: { 'content-type': 'application/json' } })

test('is read as any response is, in every way', async () => {
  expect(await answer().text()).toBe('{"a":1}')
  expect(await answer().json()).toEqual({ a: 1 })
  expect(Buffer.from(await answer().arrayBuffer()).toString()).toBe('{"a":1}')
  const clone = answer().clone()
  expect([clone.status, clone.headers.get('content-type'), await clone.text()]).toEqual([
    201,
    'application/json',
    '{"a":1}',
  ])
  const again = answer()
  expect(await new Response(again.body, again).text()).toBe('{"a":1}')
  expect(again.bodyUsed).toBe(true)
  await expect(again.text()).rejects.toThrow(TypeError)
})
