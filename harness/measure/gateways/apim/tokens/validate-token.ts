import { lastFew } from '../../../../model/remembered.ts'
import type { GatewayContext } from '../../gateway.ts'
import { published } from '../../policies/token.ts'
import type { GatewayExchange } from '../exchange.ts'
import { decrypted, isEncrypted } from './decrypt-token.ts'
import type { TokenFailure } from './failure.ts'
import { named } from './issuers.ts'
import { type ParsedToken, parseToken } from './parse-token.ts'
import { usualToken } from './run-tokens.ts'
import type { InlineKey } from './signing-keys.ts'
import { dateFailure } from './token-dates.ts'
import { signatureInvalid, signedByAuthority, signedByOneOf } from './verify-signature.ts'
import { carriedClaims, type Wanted, wantedFailure } from './wanted.ts'

/** More than a run shows. */
const MOST_TOKENS = 1000

/** What a document says of the tokens that it lets in. */
export type TokenRules = {
  /** Whether the run's authority stands in for who signs them: a discovery document or a certificate that is not here. */
  readonly byAuthority: boolean
  readonly keys: readonly InlineKey[]
  readonly decryptionKeys: readonly InlineKey[]
  readonly requireExpiration: boolean
  readonly requireSigned: boolean
  /** In seconds. */
  readonly clockSkew: number
  readonly wanted: Wanted
}

export type GoodToken = {
  readonly header: ParsedToken['header']
  readonly claims: ParsedToken['claims']
  readonly raw: string
  /** What was taken as given, in words; null: nothing. */
  readonly taken: string | null
}

/**
 * Signature and dates are verified in any case. What else the document wants of a token, the run's own Entra ID token is taken to
 * carry: the caller would have got one that is made for this gateway. With `tokenClaims` in the settings, these are laid over its
 * claims, and everything is checked. Any other token is checked as it is.
 */
export const tokenValidation = (
  context: GatewayContext,
): ((raw: string, rules: TokenRules, exchange: GatewayExchange) => Promise<GoodToken | TokenFailure>) => {
  const isUsual = usualToken(context)
  const known = lastFew((raw: string) => {
    const token = parseToken(raw)
    return token && { token, isUsual: isUsual(token) }
  }, MOST_TOKENS)
  return async (raw, rules, exchange) => {
    const plain = isEncrypted(raw) ? await decrypted(raw, rules.decryptionKeys) : raw
    const parsed = plain === null ? null : known(plain)
    if (!parsed) return malformed(plain === null)
    const { token } = parsed
    const bySelf = await signedByAuthority(context.authority, token)
    const usual = bySelf && parsed.isUsual
    const failure =
      (await signatureFailure(token, rules, bySelf, usual)) ?? dateFailure(token.claims, exchange.now(), rules)
    if (failure) return failure
    const { tokenClaims } = exchange.settings
    if (usual && tokenClaims === null) {
      const claims = { ...token.claims, ...carriedClaims(rules.wanted) }
      return { ...token, claims, taken: "the run's token, taken to be made for this gateway" }
    }
    const claims = usual ? { ...token.claims, ...tokenClaims } : token.claims
    const wanted = rules.byAuthority && bySelf ? await withAuthority(rules.wanted, context) : rules.wanted
    return (
      wantedFailure(claims, wanted) ?? { ...token, claims, taken: usual ? 'with the claims of the settings' : null }
    )
  }
}

const signatureFailure = (
  token: ParsedToken,
  { keys, byAuthority, requireSigned }: TokenRules,
  bySelf: boolean,
  usual: boolean,
): TokenFailure | null | Promise<TokenFailure | null> => {
  if (!token.isSigned) return requireSigned ? unsigned() : null
  // A key that stands in the document would have signed a token that is made for this gateway.
  if (bySelf && (byAuthority || usual)) return null
  if (keys.length > 0) return signedByOneOf(keys, token)
  return byAuthority ? signatureInvalid("the run's authority") : noKeys()
}

/** The authority stands in for the document's issuer, so its own tokens are that issuer's. */
const withAuthority = async (wanted: Wanted, { authority }: GatewayContext): Promise<Wanted> =>
  wanted.issuers.length === 0
    ? wanted
    : { ...wanted, issuers: [...wanted.issuers, named((await published(authority)).issuer)] }

const malformed = (isSealed: boolean): TokenFailure => ({
  reason: 'JwtInvalid',
  message: 'IDX12741: JWT must have three segments (JWS) or five segments (JWE).',
  why: isSealed ? 'no key of the document decrypts the token' : 'not a JWT',
})

const unsigned = (): TokenFailure => ({
  reason: 'TokenSignatureInvalid',
  message: 'IDX10504: Unable to validate signature, token does not have a signature. Access denied.',
  why: 'token is not signed',
})

const noKeys = (): TokenFailure => ({
  reason: 'TokenSignatureInvalid',
  message:
    'IDX10500: Signature validation failed. No security keys were provided to validate the signature. Access denied.',
  why: 'the document has no key to check the signature with',
})
