import type { GatewaySettings } from '../../../model/gateway-settings.ts'
import { answer } from '../answered-by.ts'
import { dressed } from '../dress.ts'
import type { Asked } from '../every-request.ts'
import type { Policy } from '../gateway.ts'
import { bearerOf } from './bearer.ts'

// As users quote them: n8n-io/n8n#37930, open-webui/pipelines#145, Jeffser/Alpaca#727.
const MISSING = 'x-api-key header is required'
const BAD_KEY = 'invalid x-api-key'
const BAD_BEARER = 'Invalid bearer token'

/**
 * Anthropic's own check: a key in `x-api-key`, or a key or an access token as `Authorization: Bearer`. A valid one lets
 * in; what a bad one beside it does is a setting, since nobody documents it.
 * https://docs.claude.com/en/api/overview#authentication
 */
export const anthropicKey = (key: string, token: string, settings: GatewaySettings = {}): Policy => {
  const { badTokenBesideKey = 'key-wins', keyAsBearer = 'yes' } = settings
  const isGoodBearer = (given: string): boolean => given === token || (keyAsBearer === 'yes' && given === key)
  return (request) => {
    const bearer = bearerOf(request)
    const given = request.headers.get('x-api-key')
    if (bearer.kind === 'bearer' && isGoodBearer(bearer.token)) return null
    if (bearer.kind !== 'absent' && (!given || badTokenBesideKey === 'refuse'))
      return refusal(request, 'bad bearer', BAD_BEARER)
    if (!given) return refusal(request, 'no key', MISSING)
    return given === key ? null : refusal(request, 'wrong key', BAD_KEY)
  }
}

const refusal = (request: Asked, why: string, message: string): Response => {
  const fields = dressed('anthropic', request)
  const error = { type: 'authentication_error', message }
  return answer(`anthropic: ${why}`, 401, { type: 'error', error, request_id: fields['request-id'] }, fields)
}
