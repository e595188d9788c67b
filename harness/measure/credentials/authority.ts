import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JWTPayload } from 'jose'
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint'
import { SignJWT } from 'jose/jwt/sign'
import { exportJWK } from 'jose/key/export'
import { makeSigningKey, type SigningKey } from './signing-key.ts'

/** The harness's own issuer of tokens, on loopback: what Entra ID is to a tenant, with a key made for this run. */
export type Authority = {
  readonly issuer: string
  readonly jwksUri: string
  readonly openidConfigUrl: string
  readonly audience: string
  /** By which its tokens are dated, and to be checked; absent: by the time of day. */
  readonly now?: () => Date
  /** A signed RS256 token. `claims` replace the usual ones by name; one that is `undefined` is left out. */
  readonly sign: (claims?: Claims) => Promise<string>
  readonly close: () => Promise<void>
}

type Claims = { readonly [name: string]: JWTPayload[string] }

/** The resource that Azure OpenAI's tokens are asked for. */
const AUDIENCE = 'https://cognitiveservices.azure.com'

// Made up, and the same in every run, so that two runs differ in nothing but the signature and the times.
const TENANT = '5dd71f70-0000-4000-8000-000000000001'
const CALLER = '5dd71f70-0000-4000-8000-000000000002'
const CLIENT = '5dd71f70-0000-4000-8000-000000000003'

/**
 * Publishes discovery document and key set where Entra ID has them:
 * `/{tenant}/v2.0/.well-known/openid-configuration` and `/{tenant}/discovery/v2.0/keys`.
 * @param now the clock of this run, by which its tokens are dated; default: the time of day
 */
export const startAuthority = async (
  key: Promise<SigningKey> = makeSigningKey(),
  now?: () => Date,
): Promise<Authority> => {
  const { privateKey, publicKey } = await key
  const jwk = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint(jwk)
  const documents = new Map<string, string>()

  const server = createServer((request, response) => {
    const document = documents.get(request.url ?? '')
    response.writeHead(document ? 200 : 404, { 'content-type': 'application/json' })
    response.end(document ?? '{"error":"not_found"}')
  })
  const origin = await new Promise<string>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

  const issuer = `${origin}/${TENANT}/v2.0`
  const jwksUri = `${origin}/${TENANT}/discovery/v2.0/keys`
  const openidConfigUrl = `${issuer}/.well-known/openid-configuration`
  documents.set(`/${TENANT}/discovery/v2.0/keys`, JSON.stringify({ keys: [{ ...jwk, kid, use: 'sig', alg: 'RS256' }] }))
  documents.set(
    `/${TENANT}/v2.0/.well-known/openid-configuration`,
    JSON.stringify({
      issuer,
      jwks_uri: jwksUri,
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['id_token'],
      subject_types_supported: ['pairwise'],
    }),
  )

  /** A moment from now, by the clock of this run. */
  const moment = (minutes: number): Date | string =>
    now
      ? new Date(now().getTime() + minutes * 60_000)
      : `${Math.abs(minutes)} minutes ${minutes < 0 ? 'ago' : 'from now'}`

  const sign = (claims: Claims = {}): Promise<string> => {
    const jwt = new SignJWT({
      iss: issuer,
      aud: AUDIENCE,
      tid: TENANT,
      oid: CALLER,
      azp: CLIENT,
      sub: CALLER,
      ver: '2.0',
      ...claims,
    })
    // Entra ID dates its tokens five minutes back, so that a validator whose clock is slow takes them at once.
    if (!('iat' in claims)) jwt.setIssuedAt(moment(-5))
    if (!('nbf' in claims)) jwt.setNotBefore(moment(-5))
    // A day: the longest run must not outlive its tokens.
    if (!('exp' in claims)) jwt.setExpirationTime(moment(24 * 60))
    return jwt.setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(privateKey)
  }

  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })

  return { issuer, jwksUri, openidConfigUrl, audience: AUDIENCE, ...(now ? { now } : {}), sign, close }
}
