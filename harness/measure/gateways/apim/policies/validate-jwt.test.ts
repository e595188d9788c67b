import { SignJWT } from 'jose/jwt/sign'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PolicyElement } from '../../../../model/policy-document.ts'
import { startAuthority } from '../../../credentials/authority.ts'
import { mintCredentials } from '../../../credentials/mint.ts'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'
import type { GatewayExchange } from '../exchange.ts'
import { PolicyError } from '../policy.ts'
import { validateJwt } from './validate-jwt.ts'

const authority = await startAuthority()
const credentials = await mintCredentials(authority, { own: { jwt: { aud: 'api://mine', roles: ['reader'] } } })
const context = { authority, credentials }
let entra = ''
beforeAll(() => {
  entra = credentials.of('entra-token')
})
afterAll(() => authority.close())

const OPENID = element('openid-config', {
  url: 'https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration',
})
const KEY = 'b25lIGtleSBvZiAzMiBieXRlcyBmb3IgSFMyNTYhISE='
const list = (name: string, one: string, ...values: string[]): PolicyElement =>
  element(
    name,
    {},
    values.map((value) => element(one, {}, value)),
  )
const claim = (name: string, attributes: Readonly<Record<string, string>>, ...values: string[]): PolicyElement =>
  element(
    'claim',
    { name, ...attributes },
    values.map((value) => element('value', {}, value)),
  )

const policy = (
  children: readonly PolicyElement[] = [OPENID],
  attributes: Readonly<Record<string, string>> = {},
): PolicyElement => element('validate-jwt', { 'header-name': 'Authorization', ...attributes }, children)

const asking = (over: Parameters<typeof anExchange>[0]): GatewayExchange =>
  anExchange({ now: () => new Date(), ...over })
const withToken = (token: string, over: Parameters<typeof anExchange>[0] = {}): GatewayExchange =>
  asking({ fields: { Authorization: `Bearer ${token}` }, ...over })

/** `null`: let on; else what failed. */
const outcome = async (which: PolicyElement, exchange: GatewayExchange): Promise<PolicyError | null> => {
  try {
    await runPolicies([which], exchange, { context })
    return null
  } catch (error) {
    if (error instanceof PolicyError) return error
    throw error
  }
}

test('a token that is only in api-key is not present', async () => {
  const failed = await outcome(policy(), asking({ fields: { 'api-key': entra } }))
  expect(failed).toMatchObject({
    status: 401,
    reason: 'TokenNotPresent',
    told: 'JWT not present.',
    why: 'no Authorization field',
  })
})

test('the token of the run is let in, and what the document asks for is told as taken', async () => {
  const which = policy(
    [
      OPENID,
      list('audiences', 'audience', 'api://gateway'),
      element('required-claims', {}, [claim('roles', { match: 'any' }, 'writer', 'reader')]),
    ],
    { 'require-scheme': 'Bearer', 'output-token-variable-name': 'jwt' },
  )
  const exchange = withToken(entra)
  expect(await outcome(which, exchange)).toBeNull()
  expect(exchange.traces).toMatchObject([
    { did: "token in Authorization is valid (the run's token, taken to be made for this gateway)" },
  ])
  expect(exchange.variables.get('jwt')).toMatchObject({
    type: 'Jwt',
    parts: { claims: { aud: 'api://gateway', roles: 'writer' }, raw: entra },
  })
})

test('with claims in the settings they are laid over the token, and everything is checked', async () => {
  const which = policy([OPENID, list('audiences', 'audience', 'api://gateway')])
  expect(await outcome(which, withToken(entra, { settings: { tokenClaims: {} } }))).toMatchObject({
    reason: 'TokenAudienceNotAllowed',
    why: 'audience https://cognitiveservices.azure.com not allowed',
  })
  expect(await outcome(which, withToken(entra, { settings: { tokenClaims: { aud: 'api://gateway/' } } }))).toBeNull()
  const elsewhere = { aud: 'api://gateway', iss: 'https://else.test' }
  expect(await outcome(which, withToken(entra, { settings: { tokenClaims: elsewhere } }))).toMatchObject({
    reason: 'TokenIssuerNotAllowed',
  })
})

test('a token of the user’s own shape is checked as it is', async () => {
  const own = credentials.of('own')
  expect(await outcome(policy([OPENID, list('audiences', 'audience', 'api://mine')]), withToken(own))).toBeNull()
  expect(await outcome(policy([OPENID, list('audiences', 'audience', 'api://x')]), withToken(own))).toMatchObject({
    reason: 'TokenAudienceNotAllowed',
  })
  const reader = element('required-claims', {}, [claim('roles', {}, 'reader')])
  expect(await outcome(policy([OPENID, reader]), withToken(own))).toBeNull()
  const both = element('required-claims', {}, [claim('roles', { match: 'all' }, 'reader', 'writer')])
  expect(await outcome(policy([OPENID, both]), withToken(own))).toMatchObject({ reason: 'TokenClaimValueNotAllowed' })
  const group = element('required-claims', {}, [claim('group', {}, 'a'), claim('team', {})])
  expect(await outcome(policy([OPENID, group]), withToken(own))).toMatchObject({
    reason: 'TokenClaimNotFound',
    message: 'JWT token is missing the following claims: group, team. Access denied.',
  })
})

test('an expired token and one before its time are refused, within the skew not', async () => {
  const seconds = Math.floor(Date.now() / 1000)
  const past = await authority.sign({ exp: seconds - 30 })
  expect(await outcome(policy(), withToken(past))).toMatchObject({ reason: 'TokenExpired', why: 'token expired' })
  expect(await outcome(policy([OPENID], { 'clock-skew': '60' }), withToken(past))).toBeNull()
  const future = await authority.sign({ nbf: seconds + 600 })
  expect(await outcome(policy(), withToken(future))).toMatchObject({ why: 'token not yet valid' })
  const lasting = await authority.sign({ exp: undefined })
  expect(await outcome(policy(), withToken(lasting))).toMatchObject({ why: 'token has no exp' })
  expect(await outcome(policy([OPENID], { 'require-expiration-time': 'false' }), withToken(lasting))).toBeNull()
})

test('what nobody trusted has signed, what is not signed and what is no token are refused', async () => {
  const other = await startAuthority()
  const foreign = await other.sign()
  await other.close()
  expect(await outcome(policy(), withToken(foreign))).toMatchObject({ reason: 'TokenSignatureInvalid' })
  expect(await outcome(policy(), withToken(`${entra.slice(0, -8)}AAAAAAAA`))).toMatchObject({
    reason: 'TokenSignatureInvalid',
  })
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${entra.split('.')[1]}.`
  expect(await outcome(policy(), withToken(unsigned))).toMatchObject({ why: 'token is not signed' })
  expect(await outcome(policy(), withToken('a-key'))).toMatchObject({ reason: 'JwtInvalid', why: 'not a JWT' })
})

test('a key of the document is tried after another, one with an id only for its kid', async () => {
  const bytes = Uint8Array.from(Buffer.from(KEY, 'base64'))
  const token = (kid?: string): Promise<string> =>
    new SignJWT({ iss: 'me' })
      .setExpirationTime('1h')
      .setProtectedHeader({ alg: 'HS256', ...(kid === undefined ? {} : { kid }) })
      .sign(bytes)
  const keys = (...each: readonly PolicyElement[]): PolicyElement => policy([element('issuer-signing-keys', {}, each)])
  const wrong = element('key', {}, Buffer.from('another key that did not sign it').toString('base64'))
  expect(await outcome(keys(wrong, element('key', {}, KEY)), withToken(await token()))).toBeNull()
  expect(await outcome(keys(wrong), withToken(await token()))).toMatchObject({ reason: 'TokenSignatureInvalid' })
  expect(await outcome(keys(element('key', { id: 'one' }, KEY)), withToken(await token('one')))).toBeNull()
  expect(await outcome(keys(element('key', { id: 'one' }, KEY)), withToken(await token('two')))).toMatchObject({
    reason: 'TokenSignatureKeyNotFound',
  })
})

test('an RSA modulus and exponent are a key', async () => {
  const { keys } = JSON.parse(await (await fetch(authority.jwksUri)).text())
  const own = credentials.of('own')
  const which = policy([element('issuer-signing-keys', {}, [element('key', { n: keys[0].n, e: keys[0].e })])])
  expect(await outcome(which, withToken(own))).toBeNull()
})

test('the scheme is asked for in Authorization alone, and the code and message are the document’s', async () => {
  const attributes = {
    'require-scheme': 'Bearer',
    'failed-validation-httpcode': '403',
    'failed-validation-error-message': 'Unauthorized. Access token is missing or invalid.',
  }
  expect(await outcome(policy([OPENID], attributes), asking({ fields: { authorization: entra } }))).toMatchObject({
    status: 403,
    told: 'Unauthorized. Access token is missing or invalid.',
    why: 'Authorization has no scheme Bearer',
  })
  expect(await outcome(policy(), asking({ fields: { authorization: entra } }))).toBeNull()
  const elsewhere = element('validate-jwt', { 'header-name': 'x-token', ...attributes }, [OPENID])
  expect(await outcome(elsewhere, asking({ fields: { 'X-Token': entra } }))).toBeNull()
})

test('a token may come in the query, or from anywhere by its value', async () => {
  const query = element('validate-jwt', { 'query-parameter-name': 'token' }, [OPENID])
  expect(await outcome(query, asking({ url: `http://gateway.test/x?token=${entra}` }))).toBeNull()
  expect(await outcome(query, asking({}))).toMatchObject({ why: 'no query parameter token' })
  const value = element('validate-jwt', { 'token-value': entra }, [OPENID])
  expect(await outcome(value, asking({}))).toBeNull()
})

test('one that says nowhere where the token is, is refused as a document', () => {
  expect(validateJwt.faults(element('validate-jwt'))).toHaveLength(1)
  expect(validateJwt.faults(policy([OPENID, list('audiences', 'audience', 'x')]))).toEqual([])
  expect(validateJwt.faults(policy([OPENID], { 'header-nam': 'x' }))).toMatchObject([{ hint: expect.anything() }])
  expect(validateJwt.standing(policy())).toMatchObject({ kind: 'adapted' })
})

test.each(['token-value', 'query-parameter-name'])('a token with its scheme in %s is none', async (place) => {
  const which = element('validate-jwt', { [place]: place === 'token-value' ? `Bearer ${entra}` : 'token' }, [OPENID])
  const url = `http://gateway.test/?token=${encodeURIComponent(`Bearer ${entra}`)}`
  expect(await outcome(which, asking({ url }))).toMatchObject({ reason: 'JwtInvalid', why: 'not a JWT' })
})

test.each([
  ['match', 'some', 'expected all or any'],
  ['clock-skew', 'soon', '"clock-skew" comes to "soon"'],
])('what comes to no word or time that is known lets nobody in: %s', async (name, value, why) => {
  const required = element('required-claims', {}, [claim('roles', name === 'match' ? { match: value } : {}, 'a')])
  const which = policy([OPENID, required], name === 'match' ? {} : { [name]: value })
  await expect(outcome(which, withToken(entra))).rejects.toThrow(why)
})
