import type { GatewaySettings } from '../../../model/gateway-settings.ts'
import { answer } from '../answered-by.ts'
import { dressed } from '../dress.ts'
import type { Asked } from '../every-request.ts'
import type { Policy, Trust } from '../gateway.ts'
import { bearerOf } from './bearer.ts'
import { tokenValidator } from './token.ts'

/** Seen whenever the key's field holds something else than a key of the resource, a token among others. */
const BAD_KEY =
  'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.'

export type KeyOrToken = {
  /** Begins what the rules of this service are called. */
  readonly service: string
  /** The fields that may carry the key; the first that is there decides. */
  readonly fields: readonly string[]
  readonly key: string
  readonly trust: Trust
  readonly badTokenBesideKey: NonNullable<GatewaySettings['badTokenBesideKey']>
}

/**
 * The check of Microsoft's own model services: a token in `Authorization` or a key in its field; a valid token wins.
 * https://learn.microsoft.com/azure/ai-services/openai/reference#authentication
 */
export const keyOrToken = (rules: KeyOrToken): Policy => {
  const validate = tokenValidator(rules.trust)
  return async (request) => {
    const bearer = bearerOf(request)
    const verdict = bearer.kind === 'bearer' ? await validate(bearer.token) : null
    if (verdict?.valid) return null
    const given = rules.fields.map((field) => request.headers.get(field)).find(Boolean)
    const keyDecides = given && !(verdict && rules.badTokenBesideKey === 'refuse')
    if (!keyDecides) return badToken(request, rules, verdict?.why ?? 'not present')
    return given === rules.key ? null : badKey(request, rules)
  }
}

const badKey = (request: Asked, { service }: KeyOrToken): Response =>
  answer(`${service}: invalid key`, 401, { error: { code: '401', message: BAD_KEY } }, dressed('azure', request))

const badToken = (request: Asked, { service, trust }: KeyOrToken, why: string): Response => {
  const message = `Unauthorized. Access token is missing, invalid, audience is incorrect (${trust.audience}), or have expired.`
  return answer(`${service}: token ${why}`, 401, { statusCode: 401, message }, dressed('azure', request))
}
