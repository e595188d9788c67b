import type { ResponseMessage } from './exchange.ts'
import type { Value } from './value.ts'

/** The answer that a variable holds (`send-request` put it there); null: it holds none. */
export const responseIn = (value: Value): ResponseMessage | null =>
  typeof value === 'object' && value !== null && value.kind === 'object' && isAnswer(value) ? value.message : null

const isAnswer = (value: object): value is { readonly message: ResponseMessage } =>
  'message' in value && typeof value.message === 'object' && value.message !== null && 'status' in value.message
