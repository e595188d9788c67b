import { expect, test } from 'vitest'
import { anExchange, aResult, aRun, refused } from '../../model/builders.fixture.ts'
import type { ChangeMatch, SeverityOverride } from '../../model/severity-override.ts'
import { type JudgeFacts, judge } from './judge.ts'
import { idleOverrides } from './overrides.ts'

const facts: JudgeFacts = {
  roles: { credentialFields: ['authorization', 'api-key'], telemetryFields: ['user-agent'] },
  handOvers: [],
  acceptances: [],
  inRange: (_, version, range) => version === range,
  today: '2026-01-31',
}
const key = ['api-key', '‹api-key›'] as const
const sending = (version: string, ...headers: readonly (readonly [string, string])[]) =>
  aRun(version, [aResult({ exchanges: [anExchange({ headers: [key, ...headers] })] })])

const aTeam = [sending('1.0.0'), sending('1.1.0', ['X-Team', 'blue'])]
const raised = (match: ChangeMatch): SeverityOverride => ({ match, severity: 'auth', reason: 'our gateway reads it' })
const judged = (runs: typeof aTeam, ...overrides: readonly SeverityOverride[]) => judge(runs, { ...facts, overrides })

test.each<[string, ChangeMatch]>([
  ['its rule', { rule: 'other-field' }],
  ['its kind', { kind: 'header-added' }],
  ['its name', { name: 'x-team' }],
  ['a part of its name', { name: 'x-*' }],
  ['its SDK', { sdk: 'openai-*' }],
  ['its scenario', { scenario: 'azure-*' }],
  ['its gateway', { gateway: 'azure-openai' }],
  ['all of that', { rule: 'other-field', kind: 'header-added', name: 'x-team', sdk: 'openai-python', gateway: '*' }],
])('a change is named by %s; what the rules said stays beside what it weighs', (_, match) => {
  const { findings, drifts } = judged(aTeam, raised(match))
  expect(findings).toMatchObject([{ severity: 'auth', cause: 'header-added x-team' }])
  const overridden = { from: 'behaviour', reason: 'our gateway reads it', entry: 0 }
  expect(drifts[0]).toMatchObject({ severity: 'auth', changes: [{ severity: 'auth', overridden }] })
})

test.each<[string, ChangeMatch]>([
  ['another rule', { rule: 'telemetry-field' }],
  ['another name', { name: 'x-team-2' }],
  ['one condition of two', { name: 'x-team', gateway: 'apim-*' }],
  ['a host, which only a leak has', { name: 'x-team', host: '*' }],
])('%s is not this change, and the entry is told to have changed nothing', (_, match) => {
  const { findings, drifts } = judged(aTeam, raised(match))
  expect(findings).toMatchObject([{ severity: 'behaviour' }])
  expect(drifts[0]?.changes[0]?.overridden).toBeUndefined()
  expect(idleOverrides(drifts, [raised(match)])).toMatchObject([expect.stringContaining('changed no severity')])
})

test('of several entries the first that speaks of a change holds; one that says what the rules say changes nothing', () => {
  const all: readonly SeverityOverride[] = [
    { match: { name: 'x-other' }, severity: 'cosmetic', reason: 'a' },
    { match: { name: 'x-*' }, severity: 'telemetry', reason: 'b' },
    { match: { name: 'x-team' }, severity: 'breaking', reason: 'c' },
  ]
  const { drifts } = judged(aTeam, ...all)
  expect(drifts[0]?.changes[0]).toMatchObject({ severity: 'telemetry', overridden: { entry: 1, reason: 'b' } })
  expect(idleOverrides(drifts, all)).toMatchObject([
    expect.stringContaining('severities[0] (name x-other: cosmetic, "a")'),
    expect.stringContaining('severities[2]'),
  ])
  const same = judged(aTeam, { match: { name: 'x-team' }, severity: 'behaviour', reason: 'd' })
  expect(same.drifts[0]?.changes[0]?.overridden).toBeUndefined()
})

test('a refusal that is lowered still explains why later requests are not made', () => {
  const twice = aRun('1.0.0', [
    aResult({ exchanges: [anExchange(), anExchange({ method: 'GET', url: 'http://gateway/models' })] }),
  ])
  const once = aRun('1.1.0', [aResult({ exchanges: [anExchange({ status: 401 })], outcome: refused() })])
  const lowered: SeverityOverride = { match: { rule: 'answer-worse' }, severity: 'behaviour', reason: 'a test key' }
  const [plain, other] = [judged([twice, once]), judged([twice, once], lowered)]
  expect(other.findings.map(({ cause }) => cause)).toEqual(plain.findings.map(({ cause }) => cause))
})

const elsewhere = (host: string) => [
  sending('1.0.0'),
  aRun('1.1.0', [aResult({ exchanges: [anExchange({ headers: [key], url: `https://${host}/v1` })] })]),
]
const exact: ChangeMatch = { kind: 'credential-leaked', name: 'api-key', host: 'eu.acme.test', sdk: 'openai-python' }
const lowered = (match: ChangeMatch): SeverityOverride => ({ match, severity: 'behaviour', reason: 'it is ours' })

test('a leak is lowered where it is named exactly: whose credential, which one, and to which host', () => {
  expect(judged(elsewhere('eu.acme.test'), lowered(exact)).findings[0]?.severity).not.toBe('breaking')
  expect(judged(elsewhere('us.acme.test'), lowered(exact)).findings[0]?.severity).toBe('breaking')
})

test.each<[string, ChangeMatch]>([
  ['a glob over hosts', { ...exact, host: '*.acme.test' }],
  ['a glob over credentials', { ...exact, name: '*' }],
  ['a glob over SDKs', { ...exact, sdk: 'openai-*' }],
  ['the rule alone', { rule: 'credential-leaked' }],
  ['the name of the credential alone', { name: 'api-key' }],
  ['whatever happens in a scenario', { scenario: '*' }],
])('%s lowers no leak', (_, match) => {
  expect(judged(elsewhere('eu.acme.test'), lowered(match)).findings[0]?.severity).toBe('breaking')
})
