import { expect, test } from 'vitest'
import { UserError } from '../../errors.ts'
import { readRecording } from './read-recording.ts'

type Over = { readonly request?: object; readonly response?: object }
const entry = ({ request = {}, response = {} }: Over = {}) => ({
  request: { method: 'POST', url: 'https://api.acme.test/v1?a=%20b', headers: [], ...request },
  response: { status: 200, ...response },
})
const file = (...entries: readonly object[]) => JSON.stringify({ log: { version: '1.2', entries } }, null, 2)
const read = (...entries: readonly object[]) => readRecording(file(...entries), 'a.har')

const faultsOf = (text: string) => {
  try {
    readRecording(text, 'a.har')
  } catch (error) {
    if (error instanceof UserError) return error.faults
    throw error
  }
  return []
}

test('a request is what stood on the wire: its address as written, fields in order, case and repeats kept', () => {
  const headers = [
    { name: ':authority', value: 'api.acme.test' },
    { name: 'X-B', value: '1' },
    { name: 'x-b', value: '2' },
  ]
  const { exchanges } = read(entry({ request: { headers, postData: { mimeType: 'text/plain', text: 'hällo' } } }))
  expect(exchanges).toMatchObject([
    {
      method: 'POST',
      host: 'https://api.acme.test',
      target: '/v1?a=%20b',
      headers: [
        ['X-B', '1'],
        ['x-b', '2'],
      ],
      body: { bytes: 6, text: 'hällo' },
      answered: { status: 200 },
    },
  ])
})

test.each<[string, string, object]>([
  ['a port of this machine is a gateway', 'http://localhost:8080/v1#x', { origin: 'gateway', target: '/v1' }],
  ['so is that of show --har', 'https://gateway/v1', { origin: 'gateway', secure: true }],
  ['another origin of show --har stays one', 'http://other-origin/v1', { origin: 'other-origin' }],
  [
    'a user in an address is not kept',
    'https://me:secret@api.acme.test',
    { host: 'https://api.acme.test', target: '/' },
  ],
])('%s', (_, url, expected) => {
  const [exchange] = read(entry({ request: { url } })).exchanges
  expect(exchange).toMatchObject(expected)
  expect(JSON.stringify(exchange)).not.toContain('secret')
})

test('what is no request over HTTP is counted, not compared', () => {
  const { exchanges, leftOut } = read(
    entry(),
    entry({ request: { url: 'data:text/plain,a' } }),
    entry({ request: { url: 'blob:x' } }),
  )
  expect([exchanges.length, leftOut]).toEqual([1, 2])
})

test('cookies that stand beside the fields alone were sent as well', () => {
  const cookies = [
    { name: 'a', value: '1' },
    { name: 'b', value: '2' },
  ]
  expect(read(entry({ request: { cookies } })).exchanges[0]?.headers).toEqual([['cookie', 'a=1; b=2']])
  const headers = [{ name: 'Cookie', value: 'a=1' }]
  expect(read(entry({ request: { cookies, headers } })).exchanges[0]?.headers).toEqual([['Cookie', 'a=1']])
})

test('a body may be binary, too long, or given as parameters', () => {
  const body = (postData: object) => read(entry({ request: { postData } })).exchanges[0]?.body
  expect(body({ text: Buffer.from([255, 0]).toString('base64'), encoding: 'base64' })).toMatchObject({
    bytes: 2,
    text: null,
  })
  expect(body({ text: 'a'.repeat(70_000) })).toMatchObject({ bytes: 70_000, text: null })
  expect(body({ params: [{ name: 'a', value: '1' }, { name: 'b' }] })).toMatchObject({ text: 'a=1&b=' })
})

test('it says who recorded it: the browser rather than what wrote the file', () => {
  const log = { creator: { name: 'WebInspector', version: '537' }, entries: [entry()] }
  expect(readRecording(JSON.stringify({ log }), 'a.har').recordedBy).toBe('WebInspector 537')
  const own = { ...log, browser: { name: 'Firefox', version: '128' } }
  expect(readRecording(JSON.stringify({ log: own }), 'a.har').recordedBy).toBe('Firefox 128')
})

test.each<[string, string, string, RegExp, RegExp]>([
  ['no JSON', '{"log": {"entries": [\n  nope]}}', 'a.har:2:3', /Not valid JSON/, /HTTP Archive/],
  ['nothing', '', 'a.har:1:1', /Not valid JSON/, /HTTP Archive/],
  ['another JSON', '{"a": 1}', 'a.har:1:1', /^log is missing/, /object.*HTTP Archive/],
  ['no entries', '{"log":\n {"entries": []}}', 'a.har:2:14', /^log\.entries does not fit/, /array/],
  [
    'fields that are none',
    file(entry({ request: { headers: 'x' } })),
    'a.har:9:22',
    /^log\.entries\[0\]\.request\.headers/,
    /array/,
  ],
  ['no fields', file(entry({ request: { headers: undefined } })), 'a.har:6:20', /headers is missing/, /array/],
])('%s is named by its line, with what was expected', (_, text, where, what, hint) => {
  const [fault] = faultsOf(text)
  expect(fault).toMatchObject({ where, what: expect.stringMatching(what), hint: expect.stringMatching(hint) })
})

test('a fault shows nothing of what stands there: it may be a credential', () => {
  const SECRET = 'sk-live-0123456789'
  const headers = [{ name: 'authorization', value: [SECRET] }]
  const broken = `{"log": {"entries": [{"request": {"url": ${SECRET}}}]}}`
  for (const text of [file(entry({ request: { headers } })), broken]) {
    const faults = faultsOf(text)
    expect(faults.length).toBeGreaterThan(0)
    expect(JSON.stringify(faults)).not.toContain('0123456789')
  }
})

test('thousands of the same slip are told as a few', () => {
  const entries = Array.from({ length: 50 }, () => ({ request: {}, response: {} }))
  expect(faultsOf(file(...entries))).toHaveLength(10)
})
