import { expect, test } from 'vitest'
import { anExchange } from '../../model/builders.fixture.ts'
import type { WireExchange } from '../../model/report.ts'
import { compareRecordings } from './compare-recordings.ts'

const roles = { credentialFields: ['authorization', 'api-key'], telemetryFields: ['user-agent'] }
const compare = (before: readonly WireExchange[], after: readonly WireExchange[]) =>
  compareRecordings(
    { exchanges: before },
    { exchanges: after },
    { from: 'a.har', to: 'b.har' },
    { sdk: 'recording', roles, overrides: [] },
  )
const at = (method: string, path: string, over: object = {}) =>
  anExchange({ method, url: `https://api.acme.test${path}`, body: null, ...over })
const told = (...ends: Parameters<typeof compare>) =>
  compare(...ends).drifts.map(({ scenario, severity, changes }) => [
    scenario,
    severity,
    changes.map(({ kind, name }) => `${kind} ${name}`),
  ])

const twice = {
  headers: [
    ['api-key', '‹credential-1›'],
    ['authorization', 'Bearer ‹credential-1›'],
  ],
} as const
const once = { headers: [['api-key', '‹credential-1›']] } as const

test('each request is compared with its own, whatever the order, and told by its name', () => {
  const before = [at('GET', '/models?a=1', once), at('POST', '/chat', twice)]
  const after = [at('POST', '/chat', once), at('GET', '/models?a=1', once)]
  expect(told(before, after)).toEqual([['POST /chat', 'auth', ['header-removed authorization']]])
})

test('the field that still carries the credential is known: it was sent twice, and is sent once', () => {
  expect(compare([at('POST', '/chat', twice)], [at('POST', '/chat', once)]).drifts[0]?.beside).toEqual(['api-key'])
})

test('the recorded status is the answer: one that is worse breaks, none at all too', () => {
  const answered = (status: number) => [at('GET', '/models', { status })]
  expect(told(answered(200), answered(401))).toEqual([['GET /models', 'breaking', ['outcome outcome']]])
  expect(told(answered(200), answered(0))).toEqual([['GET /models', 'breaking', ['outcome outcome']]])
  expect(told(answered(401), answered(200))).toEqual([['GET /models', 'behaviour', ['outcome outcome']]])
})

test('the answer is that of the paired request, not of the one at its place', () => {
  const [models, chat] = [at('GET', '/models', { status: 404 }), at('POST', '/chat')]
  expect(told([models, chat], [chat, models])).toEqual([])
})

test('a request that only one side sends stands alone; one more attempt is told by the number', () => {
  const [chat, models] = [at('POST', '/chat'), at('GET', '/models')]
  expect(told([chat], [chat, models])).toEqual([
    ['GET /models', 'routing', ['request-added GET https://api.acme.test/models']],
  ])
  expect(told([models, chat], [chat])).toEqual([
    ['GET /models', 'routing', ['request-removed GET https://api.acme.test/models']],
  ])
  expect(told([chat], [chat, chat])).toEqual([['all requests', 'behaviour', ['request-count requests']]])
})

test('a credential that goes to a host to which none went breaks, in the request that carries it', () => {
  const [own, other] = [at('POST', '/chat', once), anExchange({ url: 'https://evil.test/chat', body: null, ...once })]
  const [drift] = compare([own], [own, other]).drifts
  expect(drift).toMatchObject({ scenario: 'POST https://evil.test/chat', severity: 'breaking' })
})

test('requests of one name are numbered, and both sides call a pair alike', () => {
  const chat = (model: string) => at('POST', '/chat', { body: { model } })
  const { before, after, drifts } = compare([chat('a'), chat('b')], [chat('a'), chat('c')])
  expect([before, after].map((all) => all.map(({ id }) => id))).toEqual([
    ['POST /chat', 'POST /chat (2)'],
    ['POST /chat', 'POST /chat (2)'],
  ])
  expect(drifts).toMatchObject([{ scenario: 'POST /chat (2)' }])
})
