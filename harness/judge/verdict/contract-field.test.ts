import { expect, test } from 'vitest'
import { asksForAnother } from './contract-field.ts'

const changed = (name: string, before: string, after: string) =>
  ({ kind: 'header-changed', name, before: [before], after: [after], request: 0 }) as const

const ELASTIC = 'application/vnd.elasticsearch+json; compatible-with='

test.each([
  ['accept', `${ELASTIC}8`, `${ELASTIC}9`],
  ['content-type', 'application/x-www-form-urlencoded', 'application/json'],
  ['notion-version', '2022-06-28', '2025-09-03'],
  ['x-ms-version', '2025-05-05', '2025-07-05'],
  ['x-acme-api-version', 'v1', 'v2'],
  ['x-acme-response-format', '1.0.0', '1.4.0'],
  ['accept-version', 'v4', 'v5.0'],
])('another %s is asked for: a server need not know it', (name, before, after) => {
  expect(asksForAnother(changed(name, before, after))).toBe(true)
})

test.each([
  ['accept', 'application/json', '*/*'],
  ['accept', 'application/json', 'application/json, text/event-stream;q=0.5'],
  ['content-type', 'application/json', 'application/json; charset=utf-8'],
  ['accept', 'application/json;', 'application/json'],
  ['content-type', 'multipart/form-data; boundary=a', 'multipart/form-data; boundary=b'],
  ['x-acme-client-version', '1.2.3', '1.3.0'],
  ['x-request-source', '2025-05-05', '2025-07-05'],
])('%s: %s → %s asks for nothing else', (name, before, after) => {
  expect(asksForAnother(changed(name, before, after))).toBe(false)
})

test('a version that is no longer asked for is another: a server may want one', () => {
  const removed = (name: string, value: string) =>
    asksForAnother({ kind: 'header-removed', name, before: [value], after: [], request: 0 })
  expect(removed('anthropic-version', '2023-06-01')).toBe(true)
  expect(removed('x-acme-api-version', 'v1')).toBe(true)
  expect(removed('x-acme-client-version', '1.2.3')).toBe(false)
})

test('a version that is asked for where none was is no other: who does not read the field passes over it', () => {
  const added = { kind: 'header-added', name: 'stripe-version', before: [], after: ['2022-11-15'], request: 0 } as const
  expect(asksForAnother(added)).toBe(false)
})
