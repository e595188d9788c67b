import { expect, test } from 'vitest'
import { rolesIn } from '../../model/role.ts'
import { neutralise } from './chance.ts'

const facts = { version: '1.0.0', dir: '/sdk', today: '2026-01-01', bodyBytes: 0 }
const KEY = 'dGhlIHNhbXBsZSBub25jZQ=='

test('a scenario’s own part of an address is the same in two runs, with a host or without', () => {
  const cell = `/c/${'0123456789abcdef'.repeat(2)}`
  const of = (text: string): string => neutralise(text, { ...facts, field: 'error' })
  expect(of(`GET http://127.0.0.1:40111${cell}/v1 failed`)).toBe('GET http://gateway/v1 failed')
  expect(of(`GET ${cell}/v1 failed`)).toBe('GET /v1 failed')
  expect(of(`?next=${encodeURIComponent(`${cell}/v1`)}`)).toBe('?next=%2Fv1')
  expect(of('/c/deployments')).toBe('/c/deployments')
})

test('ids of a trace and the length of an item are words in an envelope, and no others of the same form', () => {
  const of = (value: string): string => neutralise(value, { ...facts, field: 'body' })
  const envelope = (trace: string, span: string, length: number): string =>
    `{"trace":{"trace_id":"${trace}"}}\n{"type":"event","content_type":"application/json","length":${length}}\n{"parentSpanId": "${span}"}\n`
  expect(of(envelope('6e7ce599f0010d7faeb27fd447eaad81', '88ff8f8097c73762', 485))).toBe(
    of(envelope('ea221f11006145cfcaf07f7810cbe54b', '88a793c0f53b3ecd', 486)),
  )
  expect(rolesIn(of(envelope('6e7ce599f0010d7faeb27fd447eaad81', '88ff8f8097c73762', 485)))).toEqual([])
  for (const other of ['{"type":"box","length":9}', '{"span_id":"mine","digest":"88ff8f8097c73762"}'])
    expect(of(other)).toBe(other)
})

test('the key of a WebSocket’s handshake is the same in two runs; that text elsewhere stays', () => {
  expect(neutralise(KEY, { ...facts, field: 'sec-websocket-key' })).toBe('‹websocket key›')
  expect(neutralise(KEY, { ...facts, field: 'sec-websocket-protocol' })).toBe(KEY)
})

test('the thread’s id with which OpenSSL begins an error is the same in two runs', () => {
  const of = (thread: string): string =>
    neutralise(`write EPROTO ${thread}:error:0A00010B:SSL routines:wrong version number`, { ...facts, field: 'error' })
  expect(of('40BDC4226B7F0000')).toBe(of('40ED6BB4467F0000'))
  expect(of('40BDC4226B7F0000')).toContain('0A00010B')
})

test('time and chance in a request’s id are words, whatever its form; what a caller set stays', () => {
  const of = (value: string): string => neutralise(value, { ...facts, field: 'x-api-blob-request-id' })
  expect(of('abc:1795862453824:4c0d98eff184c')).toBe(of('abc:1795862423958:53345b6ca2bdf8'))
  expect(rolesIn(of('abc:1795862453824:4c0d98eff184c'))).toEqual([])
  expect(of('mine')).toBe('mine')
  expect(of('‹api-key›')).toBe('‹api-key›')
})

test('the time in the address of a poll of Engine.IO is a word, and its version is not', () => {
  const of = (value: string): string => neutralise(value, { ...facts, field: 'url' })
  expect(of('/socket.io/?EIO=4&transport=polling&t=Q8XmRcl&b64=1')).toBe(
    '/socket.io/?EIO=4&transport=polling&t=‹time›&b64=1',
  )
  expect(of('/socket.io/?EIO=3&t=Q8XmRcl')).not.toBe(of('/socket.io/?EIO=4&t=Q8XmRcl'))
  expect(of('/things?t=Q8XmRcl')).toBe('/things?t=Q8XmRcl')
})
