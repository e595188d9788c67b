import { HttpResponse, http } from 'msw'
import { afterAll, expect, test } from 'vitest'
import type { Interlude } from '../../model/scenario.ts'
import { answer } from '../gateways/answered-by.ts'
import { startCapture } from './server.ts'

const event = (text: string) => new TextEncoder().encode(`data: ${text}\n\n`)
const streamed = (...pieces: readonly Uint8Array[]) =>
  new HttpResponse(ReadableStream.from(pieces), { headers: { 'content-type': 'text/event-stream' } })

/** What each gateway says to its n-th request, from 1 on. */
const GATEWAYS: Readonly<Record<string, (request: Request, nth: number) => Response | Promise<Response>>> = {
  plain: () => answer('plain: let in', 200, { ok: true }),
  alike: () => answer('alike: let in', 200, { ok: true }),
  'other-status': () => answer('b', 201, { ok: true }),
  'other-body': () => answer('b', 200, { ok: false }),
  'other-field': () => answer('b', 200, { ok: true }, { 'x-request-id': '1' }),
  'second-refused': (_, nth) => (nth === 2 ? answer('b', 429, {}) : answer('b', 200, { ok: true })),
  'by-key': ({ headers }) =>
    headers.get('api-key') === 'good' ? answer('b', 200, { ok: true }) : answer('b', 401, { ok: false }),
  'by-body': async (request) => answer('b', 200, { ok: (await request.text()) === 'hello' }),
  stream: () => streamed(event('1'), event('2')),
  'stream-alike': () => streamed(event('1'), event('2')),
  'stream-in-one-piece': () => streamed(Buffer.concat([event('1'), event('2')])),
  faulty: () => {
    throw new Error('broken')
  },
}

const capture = await startCapture({
  now: () => new Date(0),
  handlersFor: (gateway) => {
    let nth = 0
    return [http.all('*', ({ request }) => GATEWAYS[gateway]?.(request, ++nth))]
  },
})
afterAll(() => capture.close())

let keys = 0
/** What would have been said elsewhere to a client that sends these behind a gateway, one after the other. */
const after = async (
  gateway: string,
  requests: readonly RequestInit[],
  { first = [], said = '' }: { readonly first?: readonly Interlude[]; readonly said?: string } = {},
) => {
  const key = `${++keys}`
  const { url } = capture.open({ key, gateway, at: 'path', first })
  for (const one of requests) await (await fetch(`${url}/v1/chat`, { method: 'POST', ...one })).text()
  const ask = capture.compare(key, said.replaceAll('KEY', key))
  capture.take(key)
  return ask
}

test('a gateway that says the same to every request is told by which of its rules', async () => {
  const ask = await after('plain', [{ body: 'hello' }, {}])
  expect(await ask('alike')).toEqual([
    { status: 200, by: 'alike: let in' },
    { status: 200, by: 'alike: let in' },
  ])
})

test.each([
  'other-status',
  'other-body',
  'other-field',
  'faulty',
  'by-key',
  'second-refused',
])('behind %s the client would have read something else', async (other) => {
  const ask = await after('plain', [{ headers: { 'api-key': 'bad' } }, {}])
  expect(await ask(other)).toBeNull()
})

test('it is asked with the very fields and bytes, and from the first request on each time', async () => {
  const ask = await after('plain', [{ headers: { 'api-key': 'good' }, body: 'hello' }])
  expect(await ask('by-key')).toEqual([{ status: 200, by: 'b' }])
  expect(await ask('by-body')).toEqual([{ status: 200, by: 'b' }])
  expect(await ask('second-refused')).toEqual(await ask('second-refused'))
  expect(await ask('second-refused')).not.toBeNull()
})

test('a stream is the same when its pieces are', async () => {
  const ask = await after('stream', [{}])
  expect(await ask('stream-alike')).toEqual([{ status: 200, by: 'handler' }])
  expect(await ask('stream-in-one-piece')).toBeNull()
  expect(await ask('plain')).toBeNull()
})

test('what a scenario has said is said behind each gateway, and asked of none', async () => {
  const ask = await after('plain', [{}, {}], { first: [{ status: 500, body: 'later' }] })
  expect((await ask('second-refused'))?.map(({ status }) => status)).toEqual([500, 200])
})

test('a client that sent nothing would have sent nothing behind any', async () => {
  expect(await (await after('plain', []))('other-status')).toEqual([])
})

test('nothing is told of what we failed to answer, or of a body too long to be kept', async () => {
  expect(await (await after('faulty', [{}]))('faulty')).toBeNull()
  expect(await (await after('plain', [{ body: 'x'.repeat(5_000_000) }]))('alike')).toBeNull()
})

test('a client that speaks of its own address would have spoken of another one', async () => {
  const heard = async (said: string) => (await after('plain', [{}], { said }))('alike')
  expect(await heard('404 at /c/KEY/v1/chat')).toBeNull()
  expect(await heard('back=%2Fc%2FKEY%2Fv1')).toBeNull()
  // As a whole, no report holds it; and of another cell nobody speaks.
  expect(await heard('404 at http://127.0.0.1:4000/c/KEY/v1/chat')).not.toBeNull()
  expect(await heard('404 at /c/KEY5/v1/chat')).not.toBeNull()
})
