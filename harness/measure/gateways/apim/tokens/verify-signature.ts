import * as errors from 'jose/errors'
import { compactVerify } from 'jose/jws/compact/verify'
import type { Trust } from '../../gateway.ts'
import { published } from '../../policies/token.ts'
import type { TokenFailure } from './failure.ts'
import type { ParsedToken } from './parse-token.ts'
import type { InlineKey } from './signing-keys.ts'

/** Whether the run's authority signed a token; told once for each, since a run shows the same few again and again. */
export const signedByAuthority = (trust: Trust, { raw }: ParsedToken): Promise<boolean> => {
  const known = told.get(trust) ?? new Map<string, Promise<boolean>>()
  told.set(trust, known)
  if (known.size >= MOST) known.clear()
  const verdict = known.get(raw) ?? verifiedBy(trust, raw)
  known.set(raw, verdict)
  return verdict.catch((error: unknown) => {
    known.delete(raw)
    throw error
  })
}

const MOST = 1000
const told = new WeakMap<Trust, Map<string, Promise<boolean>>>()

const verifiedBy = async (trust: Trust, raw: string): Promise<boolean> => {
  const { keys } = await published(trust)
  return holds(compactVerify(raw, keys, { algorithms: ['RS256'] }))
}

/**
 * Tries the document's keys one after another; one with an `id` only for a token of that `kid`.
 * https://learn.microsoft.com/azure/api-management/validate-jwt-policy#elements
 */
export const signedByOneOf = async (
  keys: readonly InlineKey[],
  { raw, header }: ParsedToken,
): Promise<TokenFailure | null> => {
  const { alg, kid } = header
  const candidates = keys.filter(({ id }) => id === null || kid === undefined || id === kid)
  if (candidates.length === 0) return keyNotFound(String(kid))
  for (const { algorithms, key } of candidates)
    if (typeof alg === 'string' && algorithms.includes(alg) && (await holds(verifiedWith(raw, alg, key)))) return null
  return signatureInvalid(
    candidates.length === 1 ? 'the key of the document' : `${candidates.length} keys of the document`,
  )
}

const verifiedWith = async (raw: string, alg: string, key: InlineKey['key']) =>
  compactVerify(raw, await key(alg), { algorithms: [alg] })

/** False for what is wrong with the token or a key; what is wrong with us (key set out of reach) is thrown again. */
const holds = async (verified: Promise<unknown>): Promise<boolean> => {
  try {
    await verified
    return true
  } catch (error) {
    if (error instanceof errors.JWKSTimeout) throw error
    if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof DOMException) return false
    throw error
  }
}

const keyNotFound = (kid: string): TokenFailure => ({
  reason: 'TokenSignatureKeyNotFound',
  message: `IDX10503: Signature validation failed. Token does not have a kid that fits a key: '${kid}'. Access denied.`,
  why: `no key of the document is called ${kid}`,
})

export const signatureInvalid = (by: string): TokenFailure => ({
  reason: 'TokenSignatureInvalid',
  message: 'IDX10511: Signature validation failed. Access denied.',
  why: `signature is not by ${by}`,
})
