import * as errors from 'jose/errors'
import { createRemoteJWKSet } from 'jose/jwks/remote'
import { type JWTVerifyGetKey, jwtVerify } from 'jose/jwt/verify'
import type { Trust } from '../gateway.ts'
import { goodTokens } from './good-tokens.ts'

/** A token's standing, in one word: what failed first. */
export type TokenVerdict =
  | { readonly valid: true }
  | {
      readonly valid: false
      readonly why: 'expired' | 'not yet valid' | 'audience' | 'issuer' | 'claims' | 'signature' | 'malformed'
    }

/**
 * Checks tokens of one authority: RS256 signature against the published key set, issuer, audience, expiry, no clock
 * skew. Discovery document and key set are fetched with the first token and kept, as a gateway does; a fetch that
 * failed is tried again with the next.
 */
export const tokenValidator = (trust: Trust): Validate => {
  const validate = validators.get(trust) ?? validatorFor(trust)
  validators.set(trust, validate)
  return validate
}

type Validate = (token: string) => Promise<TokenVerdict>

/** One for each authority, whichever gateway asks: a run has dozens of gateways, and each would fetch the keys anew. */
const validators = new WeakMap<Trust, Validate>()

const validatorFor = (trust: Trust): Validate => {
  const good = goodTokens(trust)
  return async (token) => {
    if (good.has(token)) return { valid: true }
    const { issuer, keys } = await published(trust)
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience: trust.audience,
        algorithms: ['RS256'],
        clockTolerance: 0,
        // A clock that is set in the middle of a run is no change of an SDK's.
        ...(trust.now ? { currentDate: trust.now() } : {}),
        requiredClaims: ['exp'],
      })
      good.add(token, payload)
      return { valid: true }
    } catch (error) {
      return { valid: false, why: reason(error) }
    }
  }
}

/** What an authority publishes: who it is, and the keys that it signs with. Fetched once; a fetch that failed is tried again. */
export const published = (trust: Trust): Promise<Published> => {
  const found = documents.get(trust) ?? discover(trust.openidConfigUrl)
  documents.set(trust, found)
  return found.catch((error: unknown) => {
    documents.delete(trust)
    throw error
  })
}

type Published = { readonly issuer: string; readonly keys: JWTVerifyGetKey }

const documents = new WeakMap<Trust, Promise<Published>>()

const discover = async (url: string): Promise<Published> => {
  const response = await fetch(url)
  const document: unknown = await response.json()
  const { issuer, jwks_uri: jwksUri } = document as { issuer?: unknown; jwks_uri?: unknown }
  if (typeof issuer !== 'string' || typeof jwksUri !== 'string') throw new Error(`${url}: not a discovery document`)
  return { issuer, keys: createRemoteJWKSet(new URL(jwksUri), { cacheMaxAge: Number.POSITIVE_INFINITY }) }
}

/** What is wrong with the token; anything that is wrong with us (key set out of reach) is thrown again. */
const reason = (error: unknown): Exclude<TokenVerdict, { valid: true }>['why'] => {
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'audience'
    if (error.claim === 'iss') return 'issuer'
    return error.claim === 'nbf' ? 'not yet valid' : 'claims'
  }
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return 'signature'
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) return 'signature'
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'malformed'
  throw error
}
