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

test('a reason begins where the tool begins to say what went wrong, and not in the middle of it', () => {
  const because = Array.from({ length: 20 }, (_, at) => `      and version ${at} depends on what is not there,`)
  const said = [
    '  × No solution found when resolving dependencies:',
    '  ╰─▶ Because wobble was never published',
    ...because,
  ]
  const reason = reasonOf(ended(1, `Something before\n${said.join('\n')}`), [])
  expect(reason.split('\n')[0]).toBe('× No solution found when resolving dependencies:')
  expect(reason).toContain('version 19')
  const retried =
    '[WARN] GET http://x/y.tgz error (Tarball server returned HTTP 500 for http://x/y.tgz) — 1\nWill retry in 200ms. 2 retries left.\nError: ERR_PNPM_TARBALL_HTTP_STATUS\n  ╰─▶ Tarball server returned HTTP 500'
  expect(reasonOf(ended(1, retried), [])).toBe('Error: ERR_PNPM_TARBALL_HTTP_STATUS: Tarball server returned HTTP 500')
  const tail = ['A sentence that', ...because]
  expect(reasonOf(ended(1, ['first', ...tail, 'Then it ended.'].join('\n')), [])).toBe('Then it ended.')
})

test('a tool that only says what it was at is told by the cause', () => {
  const said = 'Error:   × installing dependencies\n  ╰─▶ failed to write index: No space left on device (os error 28)'
  expect(reasonOf(ended(1, said), [])).toBe('failed to write index: No space left on device (os error 28)')
})

test('an address that the tool has broken in two is one again, and a list below one is left', () => {
  const said =
    'Error: ERR_X\n  ╰─▶ Tarball server returned HTTP 403 for https://registry.acme.test/npm/\n      openai/-/openai-1.0.0.tgz'
  expect(reasonOf(ended(1, said), [])).toBe(
    'Error: ERR_X: Tarball server returned HTTP 403 for https://registry.acme.test/npm/openai/-/openai-1.0.0.tgz',
  )
  const list = 'Error: asked https://a.test/\n  and others'
  expect(reasonOf(ended(1, list), [])).toBe(list)
})
