import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import { lastWords } from './last-words.ts'

// What Node 20, 22 and 24, Python 3.11, pytest and uv printed; only the folders are other ones.
const texts = join(root(), 'fixtures', 'last-words')
const files = readdirSync(texts)
const said = (file: string): string => {
  const text = readFileSync(join(texts, file), 'utf8')
  return lastWords(file.endsWith('.stdout.txt') ? { stderr: '', stdout: text } : { stderr: text, stdout: '' })
}
const NO_ERROR = 'UnhandledPromiseRejection: The promise rejected with the reason'

test.each([
  [/typeerror/, "TypeError: Cannot read properties of undefined (reading 'chat')"],
  [/notfound.mjs/, "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'zod-nothing' imported from /p/notfound.mjs"],
  [/notfound.cjs/, "Error: Cannot find module 'zod-nothing'"],
  [/syntax.mjs/, "SyntaxError: The requested module 'node:fs' does not provide an export named 'nope'"],
  [/syntax2/, "SyntaxError: Unexpected token ';'"],
  [/aggregate/, 'AggregateError: All promises were rejected'],
  [/cause/, 'APIConnectionError: Connection error.'],
  [/code/, 'SomeError: it broke'],
  [
    /invalidarg/,
    'TypeError [ERR_INVALID_ARG_TYPE]: The "path" argument must be of type string or an instance of Buffer or URL. Received undefined',
  ],
  [/enoent/, "Error: ENOENT: no such file or directory, open '/none/x.json'"],
  [/logged.mjs/, 'it failed: AuthenticationError: 401 no'],
  [/multi/, 'ZodError: [ { "code": "invalid_type", "path": [ "a" ] } ]'],
  [/stackless/, 'Error: without a stack'],
  [/nonerror.mjs/, `${NO_ERROR} "no key".`],
  [/nonerror2/, `${NO_ERROR} "#<Object>".`],
  [/throwtext/, 'boom'],
  [
    /throwobj/,
    "{ status: 401, error: { message: 'a rather long message that makes it break into more than one line' }, headers: {} }",
  ],
  [/24-test/, 'AssertionError [ERR_ASSERTION]: 1 == 2'],
  [/chain/, 'APIConnectionError: Connection error.'],
  [/notnamed/, 'ConnectTimeout: timed out'],
  [/python-exit/, 'OPENAI_API_KEY is not set'],
  [/loggedexit/, 'ZeroDivisionError: division by zero'],
  [/-syn.txt/, 'SyntaxError: invalid syntax'],
  [/group/, 'ExceptionGroup: many (2 sub-exceptions)'],
  [/noimport/, "ImportError: cannot import name 'nothing' from 'json' (/usr/lib/python3.11/json/__init__.py)"],
  [/note/, 'ValueError: bad'],
  [/-ut/, 'AssertionError: 1 != 2'],
  [/asides/, 'RuntimeError: the real reason'],
  [/uv-run/, 'OPENAI_API_KEY is not set'],
  [/pytest-failures/, 'assert (1 + 1) == 3'],
  [/pytest-collecting/, "ModuleNotFoundError: No module named 'not_there'"],
])('%s: the one line that says why', (pattern, words) => {
  const same = files.filter((file) => pattern.test(file))
  expect(same).not.toEqual([])
  for (const file of same) expect([file, said(file)]).toEqual([file, words])
})

const ofStderr = (stderr: string): string => lastWords({ stderr, stdout: '' })

test('of a trace only the line that names the error is kept: paths and line numbers differ between versions', () => {
  const python = `Traceback (most recent call last):
  File "x.py", line 1, in <module>
httpx.ConnectError: inner

The above exception was the direct cause of the following exception:

openai.AuthenticationError: Error code: 401 - {'message': 'no'}
`
  expect(ofStderr(python)).toBe("openai.AuthenticationError: Error code: 401 - {'message': 'no'}")
})

test('a program that names no error is told by its last line on stderr', () => {
  expect(ofStderr('checking\nthe answer was wrong\n\n')).toBe('the answer was wrong')
  expect(ofStderr("the answer was\n{\n  status: 401,\n  error: 'no'\n}\n")).toBe("{ status: 401, error: 'no' }")
  expect(lastWords({ stderr: '', stdout: '3 failed in 0.04s' })).toBe('')
})

test('an error on stdout is told when stderr names none', () => {
  expect(lastWords({ stderr: 'Installed 5 packages in 3ms\n', stdout: 'E   KeyError: 1\n' })).toBe('KeyError: 1')
  expect(lastWords({ stderr: 'ValueError: no\n', stdout: 'E   KeyError: 1\n' })).toBe('ValueError: no')
})

test('an error without a name of its own is one too; an indented cause and a frame are none', () => {
  expect(ofStderr('Error: no database\n    at x (y:1:2)\n  [cause]: TypeError: inner\n')).toBe('Error: no database')
  expect(ofStderr('    at TypeError (x.js:1:2)')).toBe('at TypeError (x.js:1:2)')
})

test('a program that goes on after the crash of one that it started is told by its own error', () => {
  const child = readFileSync(join(texts, 'node-24-typeerror.mjs.txt'), 'utf8')
  expect(ofStderr(`${child}Error: Command failed: node child.mjs\n    at x (y:1:2)\n`)).toBe(
    'Error: Command failed: node child.mjs',
  )
})
