import { expect, test } from 'vitest'
import { shown } from '../../measure/gateways/apim/shown.ts'
import { byRole } from './carried-credentials.ts'

const part = (data: unknown): string => Buffer.from(JSON.stringify(data)).toString('base64url')
const token = (name: string): string =>
  `${part({ alg: 'RS256', kid: name })}.${part({ sub: name.repeat(60) })}.${'s'.repeat(300)}`

test('a trace names the credentials of the run by their roles, however long they are', () => {
  const value = token('mine')
  const told = shown([`Bearer ${value} and more of it`])
  expect(byRole(told, [{ label: 'entra-token', value }])).toBe('"Bearer {entra-token}…"')
})

test("a token of the caller's own is told as a token", () => {
  expect(byRole(shown([`Bearer ${token('theirs')}`]), [])).toBe('"Bearer {a token}"')
})

test('a long text is cut where no token is', () => {
  expect(shown(['a b '.repeat(100)])).toBe(`"${'a b '.repeat(50)}…"`)
})
