import { pattern } from '../../../model/pattern.ts'
import type { PolicySettings } from '../../../model/policy-settings.ts'
import { said } from '../said.ts'
import type { ResponseMessage } from './exchange.ts'
import { fieldsOf } from './fields.ts'
import type { Tools } from './policy.ts'

/** What a policy itself asks elsewhere is answered by the settings' stubs: the first whose URL and method fit. */
export const stubbed = ({ stubs }: PolicySettings): Tools['ask'] => {
  const known = stubs.map((stub) => ({ stub, matcher: pattern(stub.url) }))
  return ({ method, url }) => {
    const found = known.find(
      ({ stub, matcher }) =>
        (stub.method === undefined || stub.method.toUpperCase() === method.toUpperCase()) && matcher.test(url),
    )
    return found ? message(found.stub) : null
  }
}

const message = (stub: PolicySettings['stubs'][number]): ResponseMessage => {
  const { status, headers } = said('stub', stub)
  const fields = fieldsOf(headers)
  fields.delete('x-sdkdrift-by')
  return { status, reason: '', fields, body: bodyOf(stub) }
}

const bodyOf = ({ body, base64 }: PolicySettings['stubs'][number]): Uint8Array | null => {
  if (body === undefined) return null
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return base64 ? Uint8Array.from(Buffer.from(text, 'base64')) : new TextEncoder().encode(text)
}
