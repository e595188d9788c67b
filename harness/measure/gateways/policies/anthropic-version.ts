import { answer } from '../answered-by.ts'
import { dressed } from '../dress.ts'
import type { Policy } from '../gateway.ts'

/**
 * Who is let in must still say which version of the API is meant.
 * https://docs.claude.com/en/api/versioning
 */
export const anthropicVersion: Policy = (request) => {
  if (request.headers.get('anthropic-version')) return null
  const error = { type: 'invalid_request_error', message: 'anthropic-version: header is required' }
  return answer('anthropic: no version', 400, { type: 'error', error }, dressed('anthropic', request))
}
