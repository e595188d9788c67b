import type { TokenFailure } from './failure.ts'

/** In seconds. */
type Rules = { readonly requireExpiration: boolean; readonly clockSkew: number }

/** Whether a token is past its time, or before it. RFC 7519, sections 4.1.4 and 4.1.5. */
export const dateFailure = (
  { exp, nbf }: Readonly<Record<string, unknown>>,
  now: Date,
  { requireExpiration, clockSkew }: Rules,
): TokenFailure | null => {
  const seconds = now.getTime() / 1000
  if (typeof exp !== 'number') {
    if (!requireExpiration) return notBefore(nbf, seconds, clockSkew)
    const message = 'IDX10225: Lifetime validation failed. The token is missing an Expiration Time.'
    return { reason: 'JwtInvalid', message, why: 'token has no exp' }
  }
  if (exp + clockSkew < seconds) {
    const message = `IDX10223: Lifetime validation failed. The token is expired. ValidTo (UTC): '${shown(exp)}', Current time (UTC): '${shown(seconds)}'. Access denied.`
    return { reason: 'TokenExpired', message, why: 'token expired' }
  }
  return notBefore(nbf, seconds, clockSkew)
}

const notBefore = (nbf: unknown, seconds: number, clockSkew: number): TokenFailure | null => {
  if (typeof nbf !== 'number' || nbf - clockSkew <= seconds) return null
  const message = `IDX10222: Lifetime validation failed. The token is not yet valid. ValidFrom (UTC): '${shown(nbf)}', Current time (UTC): '${shown(seconds)}'.`
  return { reason: 'JwtInvalid', message, why: 'token not yet valid' }
}

const shown = (seconds: number): string => {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString()
}
