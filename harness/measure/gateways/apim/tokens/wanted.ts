import { claimTexts } from './claim-texts.ts'
import type { TokenFailure } from './failure.ts'
import { claimFailure, type RequiredClaim } from './required-claims.ts'

type Claims = Readonly<Record<string, unknown>>

/** What a document wants of a token besides its signature and dates. */
export type Wanted = {
  /** One of these; none: any. */
  readonly audiences: readonly string[]
  /** One that fits one of these; none: any. */
  readonly issuers: readonly Issuer[]
  /** The application that asked for the token: `appid` of a version 1 token, `azp` of version 2; none: any. */
  readonly applications: readonly string[]
  readonly claims: readonly RequiredClaim[]
}

export type Issuer = {
  /** As a token of this issuer carries it, where one is known. */
  readonly text: string | null
  readonly fits: (issuer: string, claims: Claims) => boolean
}

/** In the order of Microsoft's library: audience, issuer, then what the policy itself asks. */
export const wantedFailure = (
  claims: Claims,
  { audiences, issuers, applications, claims: required }: Wanted,
): TokenFailure | null =>
  audienceFailure(claims, audiences) ??
  issuerFailure(claims, issuers) ??
  applicationFailure(claims, applications) ??
  claimFailure(claims, required)

const audienceFailure = (claims: Claims, allowed: readonly string[]): TokenFailure | null => {
  if (allowed.length === 0) return null
  const found = claimTexts(claims, 'aud') ?? []
  // Microsoft.IdentityModel.Tokens leaves a slash at the end out of account.
  if (found.some((one) => allowed.some((other) => bare(one) === bare(other)))) return null
  const shown = found.join(', ')
  const message = `IDX10214: Audience validation failed. Audiences: '${shown}'. Did not match: '${allowed.join(', ')}'. Access denied.`
  return { reason: 'TokenAudienceNotAllowed', message, why: `audience ${shown || '(none)'} not allowed` }
}

const bare = (audience: string): string => audience.replace(/\/$/, '')

const issuerFailure = (claims: Claims, allowed: readonly Issuer[]): TokenFailure | null => {
  if (allowed.length === 0) return null
  const issuer = claimTexts(claims, 'iss')?.[0] ?? ''
  if (allowed.some(({ fits }) => fits(issuer, claims))) return null
  const names = allowed.flatMap(({ text }) => text ?? []).join(', ')
  const message = `IDX10205: Issuer validation failed. Issuer: '${issuer}'. Did not match: '${names}'. Access denied.`
  return { reason: 'TokenIssuerNotAllowed', message, why: `issuer ${issuer || '(none)'} not allowed` }
}

const applicationFailure = (claims: Claims, allowed: readonly string[]): TokenFailure | null => {
  if (allowed.length === 0) return null
  const name = claimTexts(claims, 'appid') ? 'appid' : 'azp'
  const id = claimTexts(claims, name)?.[0]
  if (id !== undefined && allowed.some((one) => one.toLowerCase() === id.toLowerCase())) return null
  if (id === undefined)
    return {
      reason: 'TokenClaimNotFound',
      message: 'JWT token is missing the following claims: appid. Access denied.',
      why: 'no claim appid or azp',
    }
  const message = `Claim ${name} value of ${id} is not allowed. Access denied.`
  return { reason: 'TokenClaimValueNotAllowed', message, why: `client application ${id} not allowed` }
}

/** The claims that a token made for this gateway carries. */
export const carriedClaims = ({ audiences, issuers, applications, claims }: Wanted): Claims => {
  const [audience] = audiences
  const issuer = issuers.flatMap(({ text }) => text ?? [])[0]
  const [application] = applications
  return {
    ...(audience === undefined ? {} : { aud: audience }),
    ...(issuer === undefined ? {} : { iss: issuer }),
    ...(application === undefined ? {} : { appid: application, azp: application }),
    ...Object.fromEntries(claims.filter(({ values }) => values.length > 0).map((one) => [one.name, carried(one)])),
  }
}

const carried = ({ match, separator, values }: RequiredClaim): unknown => {
  const [first, ...others] = values
  if (match === 'any' || others.length === 0) return first
  return separator === null ? values : values.join(separator)
}
