import { completion } from './backend.ts'
import { asAccepted } from './encoded.ts'
import type { Asked } from './every-request.ts'
import { operationOf } from './operation.ts'
import type { vendorAnswers } from './vendor-answers.ts'

/**
 * What an API of which nobody said more answers to who is let in: what the SDK's own API says, else something of the operation,
 * in the form that the client accepts, as most servers do.
 */
export const usualAnswer = async (request: Asked, vendor: ReturnType<typeof vendorAnswers>): Promise<Response> =>
  asAccepted(
    await (vendor(request) ?? completion(operationOf(request) ?? 'other', request, null)),
    request.headers.get('accept-encoding'),
  )
