import type { RequestMessage } from './exchange.ts'
import { fieldText } from './fields.ts'

/** What a browser asks before it asks. https://fetch.spec.whatwg.org/#cors-preflight-request */
export const isPreflight = ({ method, fields }: Pick<RequestMessage, 'method' | 'fields'>): boolean =>
  method === 'OPTIONS' &&
  fieldText(fields, 'Origin') !== null &&
  fieldText(fields, 'Access-Control-Request-Method') !== null
