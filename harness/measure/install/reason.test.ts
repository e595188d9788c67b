import { expect, test } from 'vitest'
import { ended } from './install.fixture.ts'
import { reasonOf } from './reason.ts'

test('the last lines that mean something, at most fifteen', () => {
  const lines = Array.from({ length: 40 }, (_, at) => `line ${at}`)
  expect(reasonOf(ended(1, `${lines.join('\n')}\n\nProgress: resolved 3\n`), []).split('\n')).toEqual(lines.slice(-15))
})

test('a tool that did not run to its end or said nothing is told as such', () => {
  expect(reasonOf({ exitCode: null, stdout: '', stderr: '', failure: 'timed out' }, [])).toBe('timed out')
  expect(reasonOf(ended(3), [])).toBe('ended with code 3 and said nothing')
})

test('credentials are redacted, ordinary words are not', () => {
  const ran = ended(1, 'GET https://me:pw@npm.example/x with tok-12345 failed; see a@b.example')
  expect(reasonOf(ran, ['tok-12345', 'a'])).toBe('GET https://***@npm.example/x with *** failed; see a@b.example')
})
