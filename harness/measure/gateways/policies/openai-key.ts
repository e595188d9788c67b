import { answer } from '../answered-by.ts'
import { dressed } from '../dress.ts'
import type { Asked } from '../every-request.ts'
import type { Policy } from '../gateway.ts'
import { bearerOf } from './bearer.ts'

const MISSING =
  "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys."

/**
 * OpenAI's own check: the API key as `Authorization: Bearer`, or what a workload's token was exchanged for; an organization's affairs want an admin key
 * there, as https://platform.openai.com/docs/api-reference/administration says.
 */
export const openaiKey = (of: (role: string) => string): Policy => {
  const [keys, adminKeys] = [[of('api-key'), of('exchanged-token')], [of('admin-key')]]
  return (request) => {
    const good = ADMINISTRATION.test(new URL(request.url).pathname) ? adminKeys : keys
    const field = bearerOf(request)
    const inProtocol =
      field.kind === 'absent'
        ? KEY_AS_PROTOCOL.exec(request.headers.get('sec-websocket-protocol') ?? '')?.[1]
        : undefined
    const bearer = inProtocol === undefined ? field : { kind: 'bearer' as const, token: inProtocol }
    if (bearer.kind !== 'bearer') return refuse(request, 'no key', MISSING, null)
    if (good.includes(bearer.token)) return null
    const shown = `Incorrect API key provided: ${masked(bearer.token)}. You can find your API key at https://platform.openai.com/account/api-keys.`
    return refuse(request, 'wrong key', shown, 'invalid_api_key')
  }
}

/** Of who cannot send header fields: https://platform.openai.com/docs/guides/realtime-websocket */
const KEY_AS_PROTOCOL = /(?:^|,)\s*openai-insecure-api-key\.([^,\s]+)/

const ADMINISTRATION = /\/organization\/|\/fine_tuning\/checkpoints\/[^/]+\/permissions/

const refuse = (request: Asked, why: string, message: string, code: string | null): Response => {
  const error = { message, type: 'invalid_request_error', param: null, code }
  return answer(`openai: ${why}`, 401, { error }, dressed('openai', request))
}

/**
 * The service shows the first eight characters of a refused key and the last four, and one star for each between. Here
 * the end is stars as well and there are at most 32: the end of a key is chance, and would tell two runs apart.
 */
const masked = (key: string): string =>
  key.length > 12 ? key.slice(0, 8) + '*'.repeat(Math.min(key.length - 8, 32)) : '***'
