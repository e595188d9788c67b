import { answer } from '../answered-by.ts'
import type { Policy, Trust } from '../gateway.ts'
import { bearerOf } from './bearer.ts'
import { tokenValidator } from './token.ts'

/** The message of the policy document that Microsoft shows, and that most gateways carry unchanged. */
const JWT_MESSAGE = 'Unauthorized. Access token is missing or invalid.'

/**
 * `validate-jwt header-name="Authorization" require-scheme="Bearer" failed-validation-httpcode="401"`. It looks in that
 * one field: a valid token anywhere else, `api-key` say, is not present.
 * https://learn.microsoft.com/azure/api-management/validate-jwt-policy
 */
export const validateJwt = (trust: Trust): Policy => {
  const validate = tokenValidator(trust)
  return async (request) => {
    const bearer = bearerOf(request)
    if (bearer.kind !== 'bearer') return refuse(bearer.kind === 'absent' ? 'not present' : 'scheme')
    const verdict = await validate(bearer.token)
    return verdict.valid ? null : refuse(verdict.why)
  }
}

const refuse = (why: string): Response => answer(`validate-jwt: ${why}`, 401, { statusCode: 401, message: JWT_MESSAGE })
