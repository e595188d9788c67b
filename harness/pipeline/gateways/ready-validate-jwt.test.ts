import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { stand } from '../../measure/gateways/stand.fixture.ts'
import { shippedGateway } from '../../testing/shipped-gateways.ts'

const apimValidateJwt = shippedGateway('apim-validate-jwt')

const { authority, credentials, ask } = await stand(apimValidateJwt)
afterAll(() => authority.close())

const token = credentials.of('entra-token')
const bearer = (value: string) => ask({ headers: { authorization: `Bearer ${value}` } })
const hourAgo = Math.floor(Date.now() / 1000) - 3600

test('a valid token in Authorization is let in, whichever of the provider, and the scheme in any case', async () => {
  for (const good of credentials.provider('entra-token'))
    expect(await bearer(good)).toMatchObject({ status: 200, by: 'backend' })
  expect((await ask({ headers: { authorization: `bearer ${token}` } })).status).toBe(200)
})

test('a valid token beside any api-key is let in: the policy reads one field', async () => {
  expect((await ask({ headers: { authorization: `Bearer ${token}`, 'api-key': 'anything' } })).status).toBe(200)
})

// The words: Microsoft's own policy document for Entra ID tokens in validate-jwt.
test('a token that arrives only in api-key is not present', async () => {
  expect(await ask({ headers: { 'api-key': token } })).toMatchObject({
    status: 401,
    by: 'apim-validate-jwt.xml:5 validate-jwt: no Authorization field',
    body: { statusCode: 401, message: 'Unauthorized. Access token is missing or invalid.' },
  })
})

describe('refused with the same words, each for its own reason', () => {
  const other = generateKeyPair('RS256')
  const [head = '', payload = '', signature = ''] = token.split('.')
  test.each<[string, string, () => string | Promise<string>]>([
    ['expired', 'token expired', () => authority.sign({ exp: hourAgo })],
    ['expired a second ago: no clock skew', 'token expired', () => authority.sign({ exp: hourAgo + 3599 })],
    ['without an expiry', 'token has no exp', () => authority.sign({ exp: undefined })],
    ['not valid before tomorrow', 'token not yet valid', () => authority.sign({ nbf: hourAgo + 90_000 })],
    [
      'for another audience',
      'audience https://management.azure.com not allowed',
      () => authority.sign({ aud: 'https://management.azure.com' }),
    ],
    ['of another issuer', 'issuer .*/other not allowed', () => authority.sign({ iss: `${authority.issuer}/other` })],
    [
      'signed with another key under the same kid',
      "signature is not by the run's authority",
      async () =>
        new SignJWT({ iss: authority.issuer, aud: authority.audience })
          .setProtectedHeader({ alg: 'RS256', kid: String(JSON.parse(Buffer.from(head, 'base64url').toString()).kid) })
          .setExpirationTime('1 hour')
          .sign((await other).privateKey),
    ],
    [
      'signed with a key nobody published',
      "signature is not by the run's authority",
      async () =>
        new SignJWT({ iss: authority.issuer, aud: authority.audience })
          .setProtectedHeader({ alg: 'RS256', kid: 'unknown' })
          .setExpirationTime('1 hour')
          .sign((await other).privateKey),
    ],
    [
      'unsigned',
      'token is not signed',
      () => new UnsecuredJWT({ iss: authority.issuer, aud: authority.audience }).setExpirationTime('1 hour').encode(),
    ],
    ['with its payload exchanged', 'not a JWT', () => `${head}.${payload.slice(0, -2)}AA.${signature}`],
    ['that is no token', 'not a JWT', () => credentials.of('api-key')],
    ['that is three words of nothing', 'not a JWT', () => 'a.b.c'],
  ])('a token %s', async (_, why, make) => {
    expect(await bearer(await make())).toMatchObject({
      status: 401,
      by: expect.stringMatching(`^apim-validate-jwt.xml:5 validate-jwt: ${why}$`),
      body: { statusCode: 401, message: 'Unauthorized. Access token is missing or invalid.' },
    })
  })

  test.each([
    ['nothing at all', {}, 'no Authorization field'],
    ['an empty Bearer', { authorization: 'Bearer ' }, 'Authorization has no scheme Bearer'],
    ['another scheme', { authorization: `Basic ${token}` }, 'Authorization has no scheme Bearer'],
    ['a token without its scheme', { authorization: token }, 'Authorization has no scheme Bearer'],
  ])('%s', async (_, headers, why) => {
    expect(await ask({ headers })).toMatchObject({ status: 401, by: `apim-validate-jwt.xml:5 validate-jwt: ${why}` })
  })

  test('two Authorization fields, even when both are valid', async () => {
    const twice: [string, string][] = [
      ['authorization', `Bearer ${token}`],
      ['Authorization', `Bearer ${token}`],
    ]
    expect(await ask({ headers: twice })).toMatchObject({
      status: 401,
      by: 'apim-validate-jwt.xml:5 validate-jwt: not a JWT',
    })
  })
})

test('an authority that cannot be reached is a fault of ours, not a refusal', async () => {
  const gone = await stand(apimValidateJwt)
  const late = gone.credentials.of('entra-token')
  await gone.authority.close()
  await expect(gone.ask({ headers: { authorization: `Bearer ${late}` } })).rejects.toThrow()
})

test('the key set is fetched once and kept', async () => {
  const kept = await stand(apimValidateJwt)
  const headers = { authorization: `Bearer ${kept.credentials.of('entra-token')}` }
  expect((await kept.ask({ headers })).status).toBe(200)
  await kept.authority.close()
  expect((await kept.ask({ headers })).status).toBe(200)
})
