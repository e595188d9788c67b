import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { http } from 'msw'
import { afterAll, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { startCapture } from '../capture/server.ts'
import { asAccepted, encoded } from './encoded.ts'
import { said } from './said.ts'

const BODY = { id: 'a' }
const capture = await startCapture({
  ...clock,
  handlersFor: () => [
    http.all('*/:coding', ({ params }) =>
      said('answers', {
        ...{ status: 200, body: BODY },
        headers: { 'content-encoding': String(params['coding']), 'transfer-encoding': 'chunked' },
      }),
    ),
  ],
})
capture.open({ key: 'all', gateway: 'g', at: 'root', first: [] })
afterAll(() => capture.close())

test.each([
  'gzip',
  'deflate',
  'br',
])('an answer that says %s is coded so, and one in chunks has no length', async (coding) => {
  const answer = await fetch(`http://127.0.0.1:${capture.ports[0]}/${coding}`)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-encoding': coding,
    'transfer-encoding': 'chunked',
  })
  expect(answer.headers.get('content-length')).toBeNull()
  expect(await answer.json()).toEqual(BODY)
})

test('a coding that nobody knows leaves the text as it is, and none too', () => {
  expect(encoded('text', 'lz4')).toBe('text')
  expect(encoded('text', null)).toBe('text')
})

test.each([
  ['gzip, deflate', 'gzip'],
  ['gzip;q=1.0, br;q=0', 'gzip'],
  ['gzip, compress, deflate, br', 'br'],
  ['identity', null],
  [null, null],
])('whoever accepts %s is answered in %s', async (accepts, coding) => {
  const answer = await asAccepted(said('backend', { status: 200, body: BODY }), accepts)
  expect(answer.headers.get('content-encoding')).toBe(coding)
  const bytes = Buffer.from(await answer.arrayBuffer())
  const read = { br: brotliDecompressSync, gzip: gunzipSync }[coding ?? ''] ?? ((same: Buffer) => same)
  expect(JSON.parse(read(bytes).toString())).toEqual(BODY)
})

test('an answer without a body stays as it is', async () => {
  const answer = said('backend', { status: 204 })
  expect(await asAccepted(answer, 'gzip')).toBe(answer)
})
