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
