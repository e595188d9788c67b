import { expect, test } from 'vitest'
import { lastWords } from './last-words.ts'

test('of a trace only the line that names the error is kept: paths and line numbers differ between versions', () => {
  const node = `file:///p/smoke.mjs:2
throw new AuthenticationError('401 no')
      ^

AuthenticationError: 401 no
    at file:///p/smoke.mjs:2:7 {
  status: 401,
  [cause]: Error: inner
}

Node.js v24.21.0
`
  expect(lastWords(node)).toBe('AuthenticationError: 401 no')
  const python = `Traceback (most recent call last):
  File "x.py", line 1, in <module>
httpx.ConnectError: inner

The above exception was the direct cause of the following exception:

openai.AuthenticationError: Error code: 401 - {'message': 'no'}
`
  expect(lastWords(python)).toBe("openai.AuthenticationError: Error code: 401 - {'message': 'no'}")
})

test('a program that names no error is told by its last line', () => {
  expect(lastWords('checking\nthe answer was wrong\n\n')).toBe('the answer was wrong')
  expect(lastWords('')).toBe('')
})

test('an error without a name of its own is one too; an indented cause and a frame are none', () => {
  expect(lastWords('Error: no database\n    at x (y:1:2)\n  [cause]: TypeError: inner\n')).toBe('Error: no database')
  expect(lastWords('    at TypeError (x.js:1:2)')).toBe('at TypeError (x.js:1:2)')
})
