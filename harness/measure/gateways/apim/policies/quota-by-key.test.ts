import { expect, test } from 'vitest'
import { read } from '../../../../ask/policies/read-document.fixture.ts'
import { checkDocument } from '../check-document.ts'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'
import { PolicyError } from '../policy.ts'

const quota = (more: Readonly<Record<string, string>> = {}) =>
  element('quota-by-key', { calls: '1', 'renewal-period': '3600', 'counter-key': 'k', ...more })

/** `next`, or what the refusal says. */
const asking = (policies: readonly ReturnType<typeof element>[]) => {
  const memory = new Map()
  return async (time: string): Promise<string> => {
    try {
      return (await runPolicies(policies, anExchange({ now: () => new Date(time) }), { memory })).kind
    } catch (error) {
      if (error instanceof PolicyError) return error.message
      throw error
    }
  }
}

test('periods follow each other from the year 1 on, whenever the first request comes', async () => {
  const ask = asking([quota()])
  expect(await ask('2026-01-01T10:50:00Z')).toBe('next')
  expect(await ask('2026-01-01T10:51:24Z')).toBe('Out of call volume quota. Quota will be replenished in 00:08:36.')
  expect(await ask('2026-01-01T11:00:00Z')).toBe('next')
})

test('first-period-start says when one of them begins', async () => {
  const ask = asking([quota({ 'first-period-start': '2020-01-01T00:30:00Z' })])
  expect(await ask('2026-01-01T10:20:00Z')).toBe('next')
  expect(await ask('2026-01-01T10:29:00Z')).toBe('Out of call volume quota. Quota will be replenished in 00:01:00.')
  expect(await ask('2026-01-01T10:30:00Z')).toBe('next')
})

test('two policies of one key count a request once', async () => {
  const ask = asking([quota({ calls: '2' }), quota({ calls: '2' })])
  expect([await ask('2026-01-01T10:00:00Z'), await ask('2026-01-01T10:00:01Z')]).toEqual(['next', 'next'])
  expect(await ask('2026-01-01T10:00:02Z')).toMatch(/^Out of call volume quota/)
})

test('what is no time is told with its place', () => {
  const policy = '<quota-by-key calls="1" renewal-period="3600" counter-key="k" first-period-start="soon" />'
  const { faults } = checkDocument(read({ api: `<policies><inbound>${policy}</inbound></policies>` }))
  expect(faults.map(({ what }) => what)).toEqual([
    '"first-period-start" of <quota-by-key> is "soon", expected a time such as 2026-01-31T00:00:00Z.',
  ])
})

test.each([
  ['renewal-period="3600"', '<quota-by-key> has neither "calls" nor "bandwidth".'],
  ['calls="1" renewal-period="0.001"', expect.stringContaining('"renewal-period" of <quota-by-key> is "0.001"')],
])('a quota that would let everything in is told: %s', (attributes, what) => {
  const policy = `<quota-by-key ${attributes} counter-key="k" />`
  const { faults, standings } = checkDocument(read({ api: `<policies><inbound>${policy}</inbound></policies>` }))
  expect(faults).toEqual([expect.objectContaining({ what })])
  expect(standings[0]?.standing.kind).toBe('not-supported')
})

test('a part of a second is no period, where an expression comes to it', async () => {
  const rate = element('rate-limit-by-key', { calls: '1', 'renewal-period': '0.001', 'counter-key': 'k' })
  await expect(asking([rate])('2026-01-01T10:00:00Z')).rejects.toThrow('"renewal-period" comes to 0.001')
})

test('a time without a zone is UTC', async () => {
  const zone = process.env['TZ']
  process.env['TZ'] = 'Asia/Kathmandu'
  try {
    const ask = asking([quota({ 'first-period-start': '2020-01-01T00:30:00' })])
    expect(await ask('2026-01-01T10:20:00Z')).toBe('next')
    expect(await ask('2026-01-01T10:29:00Z')).toBe('Out of call volume quota. Quota will be replenished in 00:01:00.')
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
})
