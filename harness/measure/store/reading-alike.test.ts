import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseCapture } from '../../judge/normalise/normalise-capture.ts'
import type { MaskedCapture } from '../../model/capture.ts'
import type { ScenarioResult } from '../../model/report.ts'
import { readingAlike } from './reading-alike.ts'

const TODAY = '2026-01-01'

const capture = (headers: readonly (readonly [string, string])[], reason?: string): string => {
  const place = { scenario: 'a', gateway: 'openai', masked: true } as const
  const answered = { status: 200, by: 'backend' }
  const body = { bytes: 0, text: '', sha256: '' }
  const one: MaskedCapture =
    reason === undefined
      ? {
          ...{ ...place, status: 'measured', outcome: { kind: 'response', status: 200 } },
          exchanges: [{ method: 'GET', origin: 'gateway', target: '/', headers, body, answered }],
        }
      : { ...place, status: 'unsupported', reason }
  return Buffer.from(JSON.stringify(one)).toString('latin1')
}

const reader = () => {
  let reads = 0
  const read = readingAlike((one, facts): ScenarioResult => {
    reads += 1
    return normaliseCapture(one, facts)
  })
  return {
    read: (text: string, version: string, today = TODAY) => read(text, { version, today }),
    reads: () => reads,
  }
}

test('what differs in the version that it names of itself alone is one object, read once', () => {
  const { read, reads } = reader()
  const agent = (version: string) => capture([['User-Agent', `OpenAI/JS ${version} ‹api-key›`]])
  const one = read(agent('1.2.0'), '1.2.0')
  expect(one).toMatchObject({
    exchanges: [{ request: { headers: [['User-Agent', 'OpenAI/JS ‹own version› ‹api-key›']] } }],
  })
  expect(read(agent('1.3.0'), '1.3.0', '2026-02-02')).toBe(one)
  expect(reads()).toBe(1)
})

test.each([
  ['in a field that is compared', (version: string) => capture([['x-api-version', version]])],
  ['as a part of another number', (version: string) => capture([['user-agent', `Node/2${version}`]])],
  ['in a reason', (version: string) => capture([], `${version} has no words for it`)],
])('a version %s is that version', (_, text) => {
  const { read } = reader()
  expect(JSON.stringify(read(text('1.2.0'), '1.2.0'))).toContain('1.2.0')
  expect(JSON.stringify(read(text('1.3.0'), '1.3.0'))).toContain('1.3.0')
})

test('a version that is a number like any other is not looked for in numbers', () => {
  const { read } = reader()
  const waited = (ms: number) => capture([['user-agent', `a/${ms}`]]).replace('"by"', `"ms":${ms},"by"`)
  expect(JSON.stringify(read(waited(2024), '2024'))).not.toBe(JSON.stringify(read(waited(2025), '2025')))
})

test('the day of the measurement counts where it is named', () => {
  const { read } = reader()
  const text = capture([['api-version', TODAY]])
  expect(JSON.stringify(read(text, '1.2.0', TODAY))).toContain('‹date›')
  expect(JSON.stringify(read(text, '1.3.0', '2026-01-02'))).toContain(TODAY)
})

test.each(['', '{', '[]', '{"status":"measured"}'])('%j is no capture', (text) => {
  expect(reader().read(text, '1.2.0')).toBeNull()
})

test.each([
  ['behind a port', '1.2.0', '1.3.0', (version: string) => `127.0.0.1:4040${version}`],
  ['within an address of memory', '2b1', '3rc1', (version: string) => `0x12${version}ffff`],
  ['that names a folder', '1!2.0', '1.2.0', (version: string) => `/${version}/sdkdrift-aB3dE6`],
])('what goes with a version %s does not speak for the next one', (_, one, next, text) => {
  const { read } = reader()
  const agent = (version: string) => capture([['user-agent', text(version)]])
  read(agent(one), one)
  expect(read(agent(next), next)).toEqual(reader().read(agent(next), next))
})

/** Pieces of values, of which some are chance in one place and none in another; null stands for the version. */
const PIECES = [
  ...[
    null,
    null,
    null,
    '1.2.0',
    '1.3.0',
    '10.0.0',
    'v',
    '.',
    '-',
    '/',
    ' ',
    '1',
    '0',
    'rc1',
    '0x12',
    'ffff',
    '+',
    '"',
    '\u0001',
    'ö',
  ],
  ...['127.0.0.1:4040', '/c/', '/sdkdrift-aB3dE6', ' boundary=', '2026-01-01', 'T00:00:00Z', 'OpenAI/JS '],
]
const VERSIONS = ['1.2.0', '1.3.0', '10.0.0', '11.2.0', '12.4.0', '1.2.0-rc1', '1.20', '1.2', '2b1', '3rc1', '1!2.0']
const FIELDS = ['user-agent', 'x-api-version', 'x-sdk-client', 'content-type', 'idempotency-key', 'host']

test('what is read is what reading each by itself gives, wherever the version stands', () => {
  const value = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 })
  const headers = fc.array(fc.tuple(fc.constantFrom(...FIELDS), value), { maxLength: 3 })
  const seen = fc.array(fc.constantFrom(...VERSIONS), { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(headers, seen, (fields, versions) => {
      const { read } = reader()
      for (const version of versions) {
        const text = capture(fields.map(([name, pieces]) => [name, pieces.map((piece) => piece ?? version).join('')]))
        const alone = normaliseCapture(JSON.parse(Buffer.from(text, 'latin1').toString()), { version, today: TODAY })
        expect(read(text, version)).toEqual(alone)
      }
    }),
    { numRuns: 1_000 },
  )
})
