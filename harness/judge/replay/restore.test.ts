import { expect, test } from 'vitest'
import type { WireRequest } from '../../model/replay.ts'
import { restore } from './restore.ts'

const facts = {
  valueOf: (label: string) => ({ 'api-key': 'key-of-this-run', 'entra-token': 'a.b.c' })[label],
  version: '2.33.0',
  now: '2026-11-26T12:00:00.000Z',
}
const request = (headers: WireRequest['headers'], body: unknown = null): WireRequest => ({
  method: 'POST',
  url: 'http://gateway/openai?key=‹api-key›',
  headers,
  body,
})

test('a credential of this run stands where one of the same role stood, in the address too', () => {
  expect(restore(request([['Authorization', 'Bearer ‹entra-token›']]), facts)).toEqual({
    method: 'POST',
    url: 'http://gateway.invalid/openai?key=key-of-this-run',
    headers: [['Authorization', 'Bearer a.b.c']],
    body: null,
  })
})

test('an encoding that was opened is closed again', () => {
  expect(restore(request([['Authorization', 'Basic base64(user:‹api-key›)']]), facts)).toMatchObject({
    headers: [['Authorization', `Basic ${Buffer.from('user:key-of-this-run').toString('base64')}`]],
  })
})

test('what names itself names the version it was, and the length of the body is left to who sends it', () => {
  const restored = restore(
    request(
      [
        ['User-Agent', 'openai/‹own version›'],
        ['Content-Length', '‹length of the body›'],
      ],
      { model: 'gpt-4o' },
    ),
    facts,
  )
  expect(restored).toMatchObject({ headers: [['User-Agent', 'openai/2.33.0']], body: '{"model":"gpt-4o"}' })
})

test.each([
  ['‹signature›', 'AWS4-HMAC-SHA256 Signature=‹signature›'],
  ['‹partner-key›', 'Bearer ‹partner-key›'],
])('%s cannot be put back, and is named', (lacks, value) => {
  expect(restore(request([['Authorization', value]]), facts)).toEqual({ lacks })
})

test('a body that was sent in codings has them put over it again by whoever asks', () => {
  const sent = { ...request([], { key: '‹api-key›' }), coding: { undone: 'gzip' } }
  expect(restore(sent, facts)).toMatchObject({ body: '{"key":"key-of-this-run"}', codings: 'gzip' })
})

test('a body of which only the digest was kept cannot be asked about', () => {
  expect(restore(request([], { bytes: 9, sha256: 'ab' }), facts)).toMatchObject({
    lacks: expect.stringContaining('body'),
  })
})
