import { ANSWERED_BY, answer } from './answered-by.ts'
import { BODIES } from './completions.ts'
import type { Asked } from './every-request.ts'

/** As the services that store things say (RFC 9110, section 9.3.4: 201) that it is stored; fixed, since a report must not differ from run to run. */
const STORED = { etag: '"harness"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' }

/**
 * What an API that nobody described answers to who is let in: an object that holds a little of everything. Who puts
 * something there that is no JSON, and asks for none, is told that it is stored, and no more.
 */
export const anyAnswer = ({ method, headers }: Asked): Response => {
  const isJson = [headers.get('accept'), headers.get('content-type')].some((value) => value?.includes('json'))
  return method === 'PUT' && !isJson
    ? new Response(null, { status: 201, headers: { ...STORED, [ANSWERED_BY]: 'backend' } })
    : answer('backend', 200, BODIES.other)
}
