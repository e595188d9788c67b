import { expect, test } from 'vitest'
import { anyAnswer } from './any-answer.ts'

const to = (method: string, headers: Readonly<Record<string, string>> = {}) =>
  anyAnswer(new Request('http://gateway/x', { method, headers, ...(method === 'GET' ? {} : { body: 'hello' }) }))

test('what is put somewhere is stored, and nothing more is said; who speaks JSON gets some', async () => {
  const stored = to('PUT', { 'content-type': 'application/octet-stream' })
  expect([stored.status, stored.headers.get('etag'), await stored.text()]).toEqual([201, '"harness"', ''])
  for (const response of [to('PUT', { 'content-type': 'application/json' }), to('POST'), to('GET')])
    expect(await response.json()).toMatchObject({ id: 'harness', ok: true })
})
