import { expect, test } from 'vitest'
import { answers, said } from './answer.ts'

const error = (message: string, name = 'AuthenticationError', status = 401) =>
  ({ kind: 'error', name, message, status }) as const
const words = 'Access denied due to invalid subscription key or wrong API endpoint.'

test.each([
  ['Python: a status and a dict', `Error code: 401 - {'error': {'code': '401', 'message': '${words} Make sure to'}}`],
  ['Node: a status and the text', `401 ${words} Make sure to provide a valid key`],
  ['Node: a status and JSON', `401 {"statusCode":401,"message":"${words} Make sure"}`],
  ['the bare text', words],
])('%s: what the gateway said, and no wrapping', (_, message) => {
  expect(said(error(message))).toBe(words)
})

test('a first sentence that says nothing alone keeps the next', () => {
  const both = 'Unauthorized. Access token is missing or invalid.'
  expect(said(error(`401 ${both}`))).toBe(both)
})

test('words that go on from the status keep it', () => {
  expect(said(error('401 status code (no body)'))).toBe('401 status code (no body)')
})

test('quotes around the whole go, a quote at its beginning stays', () => {
  expect(said(error('"Could not resolve the method of authentication. Expected one"'))).toBe(
    'Could not resolve the method of authentication.',
  )
  expect(said(error('"api_key" is not known'))).toBe('"api_key" is not known')
})

test('a quoted word in a Python dict does not end the message', () => {
  expect(said(error(`Error code: 400 - {'message': "The key 'a' is not known"}`))).toBe("The key 'a' is not known")
})

test('a long one is cut at a word, and an empty one is none', () => {
  expect(said(error('word '.repeat(60)), 30)).toMatch(/^(word )+word…$/u)
  expect(said(error('401 '))).toBeNull()
  expect(said({ kind: 'response', status: 200 })).toBeNull()
})

test('two refusals with one number are told apart by their names, then by their words', () => {
  expect(answers(error('a'), error('b', 'PermissionDenied'))).toBe('401 AuthenticationError → 401 PermissionDenied')
  expect(answers(error('a'), error('b'))).toBe('401 AuthenticationError, reworded')
  expect(answers({ kind: 'response', status: 200 }, error('b'))).toBe('200 → 401')
})
