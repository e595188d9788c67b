import { expect, test } from 'vitest'
import { document, element, header } from '../element.fixture.ts'
import { standDocument } from '../stand-document.fixture.ts'

const list = (name: string, item: string, texts: readonly string[]) =>
  element(
    name,
    {},
    texts.map((text) => element(item, {}, text)),
  )

const policy = (attributes: Record<string, string> = {}, origin = 'https://a.example/') =>
  element('cors', attributes, [
    list('allowed-origins', 'origin', [origin]),
    list('allowed-methods', 'method', ['PATCH']),
    list('allowed-headers', 'header', ['X-Mine']),
    list('expose-headers', 'header', ['X-Yours']),
  ])

const askedAt = { file: 'api.xml', line: 2, column: 1 }
const OPERATIONS = [{ id: 'chat', name: 'chat', method: '*', urlTemplate: '/openai/*' }]

const stand = async (policies = [policy()]) => {
  const refuse = element('return-response', {}, [element('set-status', { code: '401' })])
  const late = element('choose', {}, [element('when', { condition: 'true' }, []), element('otherwise', {}, [refuse])])
  const inbound = [...policies, late]
  return standDocument(
    document(() => ({ inbound, outbound: [header('x-out', 'y')] })),
    {
      operations: OPERATIONS,
      subscription: {
        required: true,
        header: 'api-key',
        query: 'k',
        credentials: ['api-key'],
        id: '',
        name: '',
        askedAt,
      },
    },
  )
}

const asks = (origin: string, method = 'PATCH', headers = 'x-mine') => ({
  method: 'OPTIONS',
  body: '',
  headers: {
    origin,
    'access-control-request-method': method,
    'access-control-request-headers': headers,
  },
})

test.each([
  ['an origin, method and field that are allowed', asks('https://a.example'), 'https://a.example'],
  ['its usual port written out', asks('https://a.example:443'), 'https://a.example'],
  ['another origin', asks('https://b.example'), null],
  ['another method', asks('https://a.example', 'DELETE'), null],
  ['another field', asks('https://a.example', 'PATCH', 'x-mine, x-other'), null],
])('a preflight of %s is an empty 200, without a key or an operation', async (_what, asked, allowed) => {
  const said = await (await stand()).ask(asked)
  expect([said.status, said.by?.split(' ').at(-1), said.text]).toEqual([200, 'cors', ''])
  expect(URL.parse(said.headers.get('access-control-allow-origin') ?? '')?.origin ?? null).toBe(allowed)
  expect(said.told?.asked).toEqual([])
})

test('a preflight goes on to the next policy of its kind where the first does not end it', async () => {
  const { ask } = await stand([policy({ 'terminate-unmatched-request': 'false' }), policy({}, '*')])
  const said = await ask(asks('https://b.example'))
  expect(said.headers.get('access-control-allow-origin')).toBe('https://b.example')
})

test('the real answer tells a browser that it may read it', async () => {
  const { ask, credentials } = await stand([policy({ 'allow-credentials': 'true' })])
  const key = { 'api-key': credentials.of('api-key') }
  const { status, headers } = await ask({ headers: { ...key, origin: 'https://a.example' } })
  expect([status, headers.get('x-out')]).toEqual([200, 'y'])
  expect(headers.get('access-control-allow-origin')).toBe('https://a.example')
  expect(headers.get('access-control-allow-credentials')).toBe('true')
  expect(headers.get('access-control-expose-headers')).toBe('X-Yours')
  expect((await ask({ headers: key })).headers.get('access-control-allow-origin')).toBeNull()
})

test.each([
  ['true', [200, 'cors', 0]],
  ['false', [200, 'backend', 1]],
])('from an origin that is not allowed, with terminate-unmatched-request="%s"', async (value, told) => {
  const { ask, credentials } = await stand([policy({ 'terminate-unmatched-request': value })])
  const headers = { 'api-key': credentials.of('api-key'), origin: 'https://b.example' }
  const said = await ask({ method: 'GET', headers })
  expect([said.status, said.by?.split(' ').at(-1), said.told?.asked.length]).toEqual(told)
})

test('a request that is no simple one goes on from whichever origin, and no browser may read its answer', async () => {
  const { ask, credentials } = await stand([policy()])
  const said = await ask({ headers: { 'api-key': credentials.of('api-key'), origin: 'https://b.example' } })
  expect([said.by, said.headers.get('access-control-allow-origin')]).toEqual(['backend', null])
})

test.each([
  ['app://mine', 'app://mine'],
  ['app://yours', null],
  ['null', null],
])('an origin without a host that the web knows is itself alone: %s', async (origin, allowed) => {
  const { ask } = await stand([policy({}, 'app://mine')])
  expect((await ask(asks(origin))).headers.get('access-control-allow-origin')).toBe(allowed)
})
