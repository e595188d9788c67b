import type { ResponseMessage } from './exchange.ts'
import { ResponseValue } from './expressions/response-value.ts'
import type { Value } from './value.ts'

/** The answer that a variable holds (`send-request` put it there); null: it holds none. */
export const responseIn = (value: Value): ResponseMessage | null =>
  value instanceof ResponseValue ? value.message : null
