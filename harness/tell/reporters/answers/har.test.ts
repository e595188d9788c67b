import { expect, test } from 'vitest'
import { anExchange, aResult, aRun } from '../../../model/builders.fixture.ts'
import { har12Schema } from '../../../testing/har-schema.ts'
import { har } from './har.ts'

const options = { toolVersion: '0.1.0', startedAt: '2026-01-31T12:00:00.000Z' }
const run = aRun('1.0.0', [
  aResult({
    exchanges: [
      anExchange({
        url: 'http://gateway/v1/chat?key=‹api-key›&a=b=c',
        headers: [
          ['X-Twice', 'a'],
          ['Cookie', 'sid=‹own-key›; theme='],
          ['x-twice', 'b'],
          ['Content-Type', 'application/json'],
        ],
        body: { model: 'gpt-4o' },
      }),
      anExchange({ method: 'GET', url: 'https://api.acme.test', headers: [], body: null, status: 307 }),
    ],
  }),
  { id: 'lost', gateway: 'openai', status: 'crashed', reason: 'x' },
  aResult({ id: 'other', exchanges: [anExchange({ body: 'plain text' }), anExchange({ body: UNKEPT() })] }),
])
function UNKEPT() {
  return { bytes: 70_000, sha256: 'a'.repeat(64) }
}
const { log } = har12Schema.parse(JSON.parse(har([run], options)))

test('it is HTTP Archive 1.2, with a page for each scenario that was measured', () => {
  expect(log.pages?.map(({ title }) => title)).toEqual([
    'openai-python 1.0.0: azure-api-key behind azure-openai',
    'openai-python 1.0.0: other behind azure-openai',
  ])
  expect(log.entries.map(({ pageref }) => pageref)).toEqual(['page_1', 'page_1', 'page_2', 'page_2'])
})

test('a request keeps order, case and repeats of its fields; cookies and query stand apart as well', () => {
  const [first] = log.entries
  expect(first?.request).toMatchObject({
    method: 'POST',
    url: 'http://gateway/v1/chat?key=‹api-key›&a=b=c',
    headers: [{ name: 'X-Twice' }, { name: 'Cookie' }, { name: 'x-twice', value: 'b' }, { name: 'Content-Type' }],
    cookies: [
      { name: 'sid', value: '‹own-key›' },
      { name: 'theme', value: '' },
    ],
    queryString: [
      { name: 'key', value: '‹api-key›' },
      { name: 'a', value: 'b=c' },
    ],
    postData: { mimeType: 'application/json', text: '{"model":"gpt-4o"}' },
  })
  expect(log.entries.map(({ response }) => response.status)).toEqual([200, 307, 200, 200])
})

test('a body that was sent in gzip is its text, and says so', () => {
  const { request, response } = anExchange()
  const exchange = { request: { ...request, coding: { undone: 'gzip' } }, response }
  const text = har([aRun('1.0.0', [aResult({ exchanges: [exchange] })])], options)
  expect(har12Schema.parse(JSON.parse(text)).log.entries[0]?.request.postData).toMatchObject({
    text: '{"model":"gpt-4o"}',
    comment: expect.stringMatching(/^It was sent in gzip, and stands here decoded\./),
  })
})

test('a body that nobody kept is none, and one that is text is the same text', () => {
  expect(log.entries.map(({ request }) => request.postData?.text)).toEqual([
    '{"model":"gpt-4o"}',
    undefined,
    'plain text',
    undefined,
  ])
})

test('a request of HTTP/2 is told as one', () => {
  const exchange = anExchange({ url: 'https://api.acme.test/v1', headers: [[':authority', 'api.acme.test']] })
  const read = har12Schema.parse(JSON.parse(har([aRun('1.0.0', [aResult({ exchanges: [exchange] })])], options)))
  expect(read.log.entries[0]).toMatchObject({ request: { httpVersion: 'HTTP/2' }, response: { httpVersion: 'HTTP/2' } })
  expect(log.entries[0]).toMatchObject({ request: { httpVersion: 'HTTP/1.1' } })
})
