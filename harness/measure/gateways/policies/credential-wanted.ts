import type { GatewayRules, Said, Wanted } from '../../../model/gateway-rules.ts'
import type { GatewayContext, Policy } from '../gateway.ts'
import { said } from '../said.ts'
import { credentialsIn } from './credentials-in.ts'
import { tokenValidator } from './token.ts'

type Rules = Pick<GatewayRules, 'wants' | 'credential' | 'refusal'>

/**
 * Lets in who has one of the credentials in the place where it is wanted.
 * @param label begins what the rules of this gateway are called
 */
export const credentialWanted = (
  label: string,
  { wants, credential, refusal }: Rules,
  context: GatewayContext,
): Policy => {
  if (wants === null) return () => null
  const faultOf = checkOf(credential, context)
  return async (request) => {
    const given = credentialsIn(request, wants)
    const fault = given ? await faultOf(given) : 'no credential'
    return fault === null ? null : said(`${label}: ${fault}`, refusalBy(label, wants, given !== null, refusal))
  }
}

/** What is wrong with what was given, of which any one may be good; null: nothing. */
const checkOf = (roles: readonly string[], { credentials, authority }: GatewayContext) => {
  const keys = roles.filter((role) => role !== 'entra-token').map(credentials.of)
  const validate = roles.includes('entra-token') ? tokenValidator(authority) : null
  return async (given: readonly string[]): Promise<string | null> => {
    if (given.some((value) => keys.includes(value))) return null
    const verdicts = validate ? await Promise.all(given.map(validate)) : []
    if (verdicts.some(({ valid }) => valid)) return null
    // One that is malformed is no token: it may be a wrong key as well.
    const token = verdicts.find((verdict) => !verdict.valid && verdict.why !== 'malformed')
    return token && !token.valid ? `token ${token.why}` : 'wrong credential'
  }
}

const refusalBy = (label: string, wants: Wanted, given: boolean, refusal: Partial<Said> = {}): Said => {
  const { status = 401 } = refusal
  const body = { message: 'Unauthorized. The credential is missing or invalid.' }
  return { body, headers: status === 401 ? challengeOf(label, wants, given) : {}, ...refusal, status }
}

/** RFC 7617, section 2; RFC 6750, section 3: who showed nothing is told of no error. Other places have no challenge. */
const challengeOf = (label: string, wants: Wanted, given: boolean): Readonly<Record<string, string>> => {
  if (wants === 'basic') return { 'www-authenticate': `Basic realm="${label}"` }
  if (wants === 'bearer') return { 'www-authenticate': given ? 'Bearer error="invalid_token"' : 'Bearer' }
  return {}
}
