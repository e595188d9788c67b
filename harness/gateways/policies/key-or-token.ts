import { answer } from '../answered-by.ts'
import { dressed } from '../dress.ts'
import type { GatewaySettings, Trust } from '../gateway.ts'
import { bearerOf } from './bearer.ts'
import type { Policy } from './policy.ts'
import { tokenValidator } from './token.ts'

/** Seen whenever `api-key` holds something else than a key of the resource, a token among others. */
const BAD_KEY =
  'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.'

/**
 * Azure OpenAI's own check: a token in `Authorization` or a key in `api-key`; a valid token wins.
 * https://learn.microsoft.com/azure/ai-services/openai/reference#authentication
 */
export const keyOrToken = (
  key: string,
  trust: Trust,
  badTokenBesideKey: NonNullable<GatewaySettings['badTokenBesideKey']>,
): Policy => {
  const validate = tokenValidator(trust)
  return async (request) => {
    const bearer = bearerOf(request)
    const verdict = bearer.kind === 'bearer' ? await validate(bearer.token) : null
    if (verdict?.valid) return null
    const given = request.headers.get('api-key')
    const keyDecides = given && !(verdict && badTokenBesideKey === 'refuse')
    if (!keyDecides) return badToken(request, trust, verdict?.why ?? 'not present')
    return given === key ? null : badKey(request)
  }
}

const badKey = (request: Request): Response =>
  answer('azure-openai: invalid key', 401, { error: { code: '401', message: BAD_KEY } }, dressed('azure', request))

const badToken = (request: Request, { audience }: Trust, why: string): Response => {
  const message = `Unauthorized. Access token is missing, invalid, audience is incorrect (${audience}), or have expired.`
  return answer(`azure-openai: token ${why}`, 401, { statusCode: 401, message }, dressed('azure', request))
}
