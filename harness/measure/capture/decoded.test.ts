import { once } from 'node:events'
import { connect } from 'node:net'
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { http } from 'msw'
import { afterAll, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { MAX_DECODED_BYTES } from '../../model/body-coding.ts'
import { answer } from '../gateways/answered-by.ts'
import { rawBody } from './body.ts'
import { startCapture } from './server.ts'

const TEXT = '{"event":"bought"}'
const said = (coding: string) => [['Content-Encoding', coding]] as const
const body = (bytes: Buffer, coding?: string) => rawBody(bytes, coding === undefined ? [] : said(coding), () => true)

test.each([
  ['gzip', gzipSync(TEXT)],
  ['x-gzip', gzipSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  // RFC 9110, section 8.4.1.2: "some non-conformant implementations send the deflate compressed data without the zlib wrapper"
  ['deflate', deflateRawSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
  ['zstd', zstdCompressSync(TEXT)],
  ['GZIP', gzipSync(TEXT)],
])('a body in %s is told as its text, with the length that it had on the wire', (coding, bytes) => {
  expect(body(bytes, coding)).toEqual({
    ...{ bytes: bytes.length, text: TEXT },
    coding: { undone: coding.toLowerCase(), bytes: TEXT.length },
  })
})

test('several codings are undone, the last of them first, also from several fields; identity is none', () => {
  const bytes = brotliCompressSync(gzipSync(TEXT))
  const undone = { text: TEXT, coding: { undone: 'gzip, br' } }
  expect(body(bytes, 'gzip, br')).toMatchObject(undone)
  expect(rawBody(bytes, [...said('gzip'), ['content-encoding', 'identity, br']], () => true)).toMatchObject(undone)
  expect(body(Buffer.from(TEXT), 'identity')).toEqual({ bytes: TEXT.length, text: TEXT })
})

test('what begins as gzip or Zstandard is read as that though no field says so, and what only begins so is not', () => {
  expect(body(gzipSync(TEXT))).toMatchObject({ text: TEXT, coding: { undone: 'gzip' } })
  expect(body(zstdCompressSync(TEXT))).toMatchObject({ text: TEXT, coding: { undone: 'zstd' } })
  const [{ coding }, one] = [body(gzipSync(TEXT).subarray(0, -1)), body(gzipSync(TEXT), 'aws-chunked')]
  expect([coding, one.text]).toEqual([undefined, TEXT])
})

test.each([
  ['ends too early', gzipSync(TEXT).subarray(0, -5), 'gzip'],
  ['goes on behind its end', Buffer.concat([deflateSync(TEXT), Buffer.from('more')]), 'deflate'],
  ['is of another coding', gzipSync(TEXT), 'br'],
  ['has another checksum', gzipSync(TEXT).fill(0, gzipSync(TEXT).length - 8, gzipSync(TEXT).length - 4), 'gzip'],
  ['wants a window beyond that of HTTP', inLargeWindow(), 'zstd'],
])('a body that %s stays a digest, and says so', (_, bytes, coding) => {
  expect(body(bytes, coding)).toEqual({
    ...{ bytes: bytes.length, text: null, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    coding: { left: coding, why: 'damaged' },
  })
})
function inLargeWindow() {
  return zstdCompressSync(Buffer.alloc(2 ** 24), { params: { [constants.ZSTD_c_windowLog]: 24 } })
}

test('a text that says gzip and is none stays the text that it is', () => {
  expect(body(Buffer.from(TEXT), 'gzip')).toMatchObject({ text: TEXT, coding: { left: 'gzip', why: 'damaged' } })
})

test('what comes to more than is looked at stays as it was sent, however little that was, and however often it was done', () => {
  const zeros = Buffer.alloc(MAX_DECODED_BYTES + 1)
  for (const [coding, bytes] of [
    ['gzip', gzipSync(zeros)],
    ['br', brotliCompressSync(zeros)],
    ['zstd', zstdCompressSync(zeros)],
    ['gzip, gzip', gzipSync(gzipSync(zeros))],
  ] as const)
    expect(body(bytes, coding)).toMatchObject({ text: null, coding: { left: coding, why: 'too-long' } })
  expect(body(gzipSync(TEXT), 'gzip, gzip, gzip, gzip')).toMatchObject({ text: null, coding: { why: 'too-many' } })
})

test('of a long one, and of bytes that are no text, the digest is that of what lay in the coding', () => {
  const long = Buffer.alloc(100_000, 'x')
  const [fast, small] = [gzipSync(long, { level: 1 }), gzipSync(long, { level: 9 })].map((bytes) => body(bytes, 'gzip'))
  expect(fast).toMatchObject({ text: null, coding: { undone: 'gzip', bytes: 100_000 } })
  expect([fast?.bytes === small?.bytes, fast?.text === null && fast.sha256]).toEqual([
    false,
    small?.text === null && small.sha256,
  ])
})

test('a coded body that comes in chunks is told as its text; one that does not come whole, as what came', async () => {
  const capture = await startCapture({ ...clock, handlersFor: () => [http.all('*', () => answer('test', 200, {}))] })
  afterAll(() => capture.close())
  capture.open({ key: 'coded', gateway: 'test', at: 'path', first: [] })
  const { url } = capture.addressOf({ key: 'coded', at: 'path' })
  const bytes = gzipSync(TEXT)
  const pieces = ReadableStream.from([bytes.subarray(0, 5), bytes.subarray(5)])
  const headers = { 'content-encoding': 'gzip' }
  await fetch(url, { method: 'POST', headers, body: pieces, duplex: 'half' })
  const socket = connect(capture.ports[0] ?? 0, '127.0.0.1')
  socket.write('POST /c/coded/ HTTP/1.1\r\nhost: x\r\ncontent-encoding: gzip\r\ncontent-length: 99\r\n\r\n')
  socket.end(bytes.subarray(0, 9))
  await once(socket.resume(), 'close')
  const [whole, cut] = capture.take('coded')
  expect(whole?.body).toMatchObject({ bytes: bytes.length, text: TEXT, coding: { undone: 'gzip' } })
  expect([cut?.body.bytes, cut?.body.coding]).toEqual([9, undefined])
})
