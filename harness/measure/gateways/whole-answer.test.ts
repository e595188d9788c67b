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

test('has its fields at hand as Fetch gives them, whichever way they were told', () => {
  const told = { 'X-B': '1', 'content-type': 'text/plain', 'X-A': '2' }
  for (const headers of [told, Object.entries(told)]) {
    const made = new WholeAnswer('x', { headers })
    expect(made.fields).toEqual([...new Headers(told)])
    expect([...made.headers]).toEqual([...new Headers(told)])
    expect(made.headers.get('x-a')).toBe('2')
  }
})

test('refuses the status and the fields that Fetch refuses', () => {
  expect(() => new WholeAnswer('x', { status: 101, headers: {} })).toThrow(RangeError)
  expect(() => new WholeAnswer('x', { headers: { 'no name': 'x' } })).toThrow(TypeError)
})
