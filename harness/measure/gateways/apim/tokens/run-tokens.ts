import type { GatewayContext } from '../../gateway.ts'
import { type ParsedToken, parseToken } from './parse-token.ts'

/**
 * Whether a token is the Entra ID token that this run hands to every SDK, or one of its siblings (a provider hands out another
 * each time): the authority's usual claims, whatever its times and number. A token that a user has given a shape of its own is none.
 */
export const usualToken = ({ credentials }: GatewayContext): ((token: ParsedToken) => boolean) => {
  const usual = parseToken(credentials.of('entra-token'))
  const known = usual ? lasting(usual) : null
  return (token) => known !== null && lasting(token) === known
}

const PASSING = ['jti', 'iat', 'nbf', 'exp']

const lasting = ({ claims }: ParsedToken): string =>
  JSON.stringify(
    Object.entries(claims)
      .filter(([name]) => !PASSING.includes(name))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  )
