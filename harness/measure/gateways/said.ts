import type { Said } from '../../model/gateway-rules.ts'
import { ANSWERED_BY } from './answered-by.ts'
import { encoded } from './encoded.ts'
import { WholeAnswer } from './whole-answer.ts'

/** An answer that was told as data. One whose status allows no body has none. */
export const said = (by: string, { status, headers, body, base64 }: Said): Response => {
  const fields = new Headers({ ...headers, [ANSWERED_BY]: by })
  if (body === undefined || BODILESS.includes(status)) return new Response(null, { status, headers: fields })
  const isText = typeof body === 'string'
  if (!fields.has('content-type')) fields.set('content-type', isText ? 'text/plain' : 'application/json')
  const text = isText ? body : JSON.stringify(body)
  if (base64) return new Response(Buffer.from(text, 'base64'), { status, headers: fields })
  return new WholeAnswer(encoded(text, fields.get('content-encoding')), { status, headers: [...fields] })
}

/** https://fetch.spec.whatwg.org/#null-body-status */
const BODILESS: readonly number[] = [204, 205, 304]
