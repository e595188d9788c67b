import { expect, test } from 'vitest'
import type { Capture } from '../../model/capture.ts'
import { credentialsIn } from '../diff/credentials-in.ts'
import { normaliseCapture } from '../normalise/normalise-capture.ts'
import { maskCapture } from './mask-capture.ts'
import { withoutOwnMarks } from './own-marks.ts'
import { redactor } from './redact.ts'

const KEY = 'harness-c8a1f3907be254d61f08a9c37d5be426'
const facts = { redact: redactor([{ label: 'api-key', value: KEY }]), dir: '/sdk', version: '1.0.0', today: null }

const sending = (target: string, body: string): Capture => ({
  status: 'measured',
  scenario: 's',
  gateway: 'g',
  outcome: { kind: 'error', name: 'Error', message: 'no ‹api-key›' },
  exchanges: [
    {
      method: 'POST',
      origin: 'gateway',
      target,
      headers: [['content-type', 'application/json']],
      body: { bytes: body.length, text: body },
      answered: { status: 200, by: 'test' },
    },
  ],
})

const carried = (target: string, body: string) => {
  const read = normaliseCapture(maskCapture(sending(target, body), facts), facts)
  if (read.status !== 'measured') throw new Error(read.status)
  expect(JSON.stringify(read.outcome)).not.toContain('‹')
  return read.exchanges.flatMap(credentialsIn).map(({ name, role }) => `${role} in ${name}`)
}

test.each([
  ['in a body', '/v1', '{"key":"‹api-key›"}'],
  ['in JSON’s escapes', '/v1', '{"key":"\\u2039api-key\\u203a"}'],
  ['in an address', '/v1?key=%E2%80%B9api-key%E2%80%BA', '{}'],
  ['in small letters', '/v1/%e2%80%b9api-key%e2%80%ba', '{}'],
])('who writes a role, %s, is not said to send its credential', (_, target, body) => {
  expect(carried(target, body)).toEqual([])
})

test('who sends a credential is', () => {
  expect(carried('/v1', `{"key":"${KEY}"}`)).toEqual(['api-key in body'])
})

test('a backslash that stands before stays one', () => {
  expect(JSON.parse(withoutOwnMarks('["\\\\u2039","\\\\\\u2039"]'))).toEqual(['\\u2039', '\\U+2039'])
})
