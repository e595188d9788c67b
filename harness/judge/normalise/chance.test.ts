import { expect, test } from 'vitest'
import { neutralise } from './chance.ts'

const facts = { version: '1.0.0', dir: '/sdk', today: '2026-01-01', bodyBytes: 0 }
const KEY = 'dGhlIHNhbXBsZSBub25jZQ=='

test('the key of a WebSocket’s handshake is the same in two runs; that text elsewhere stays', () => {
  expect(neutralise(KEY, { ...facts, field: 'sec-websocket-key' })).toBe('‹websocket key›')
  expect(neutralise(KEY, { ...facts, field: 'sec-websocket-protocol' })).toBe(KEY)
})
