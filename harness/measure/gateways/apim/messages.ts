import { ANSWERED_BY } from '../answered-by.ts'
import type { Asked } from '../every-request.ts'
import { WholeAnswer } from '../whole-answer.ts'
import { ruleName, sayBy } from './answering.ts'
import type { Fields, ResponseMessage } from './exchange.ts'
import { fieldsOf } from './fields.ts'
import { inPieces, piecesOf } from './pieces.ts'

/** What has arrived, as the policies see it. */
export const receivedBody = async (request: Pick<Asked, 'arrayBuffer'>): Promise<Uint8Array | null> => {
  const body = new Uint8Array(await request.arrayBuffer())
  return body.length === 0 ? null : body
}

/** An answer of the backend's. By whom it is goes with it, beside its fields. */
export const responseMessage = async (response: Response): Promise<ResponseMessage> => {
  const body = await bodyOf(response)
  const fields = fieldsOf(response.headers)
  const by = response.headers.get(ANSWERED_BY) ?? 'backend'
  fields.delete(ANSWERED_BY)
  const reason = response.statusText || reasonOf(response.status)
  return sayBy({ status: response.status, reason, fields, body }, by)
}

const bodyOf = async (response: Response): Promise<Uint8Array | null> => {
  if (response.body === null) return null
  if (!isStream(response.headers.get('content-type'))) return new Uint8Array(await response.arrayBuffer())
  const pieces: Uint8Array[] = []
  for await (const piece of response.body) pieces.push(piece)
  return inPieces(pieces)
}

const isStream = (type: string | null): boolean => type?.startsWith('text/event-stream') ?? false

/** A message that no field stands in yet. */
export const blankResponse = (status: number): ResponseMessage => ({
  status,
  reason: reasonOf(status),
  fields: new Map(),
  body: null,
})

/** API Management's own answer to what went wrong. https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies */
export const errorResponse = (
  status: number,
  said: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, string>> = {},
): ResponseMessage => ({
  ...blankResponse(status),
  fields: fieldsOf(Object.entries({ 'Content-Type': 'application/json', ...fields })),
  body: new TextEncoder().encode(JSON.stringify({ statusCode: status, ...said })),
})

/**
 * What the caller is given.
 * @param by the name of the rule that answers
 */
export const toResponse = (message: ResponseMessage, by: string): Response => {
  const { status, fields } = message
  const headers = sendableFields(fields).filter(([name]) => !OURS.has(name.toLowerCase()))
  headers.push([ANSWERED_BY, by])
  const init = { status, statusText: ruleName(message.reason), headers }
  if (message.body === null || BODILESS.has(status)) return new Response(null, init)
  const pieces = piecesOf(message.body)
  return pieces ? new Response(ReadableStream.from(pieces), init) : new WholeAnswer(message.body.slice(), init)
}

/** What of an answer's fields is for the capture to say. */
const OURS: ReadonlySet<string> = new Set([ANSWERED_BY, 'content-length'])

export const headersOf = (fields: Fields): Headers => new Headers(sendableFields(fields))

/** Names and values that HTTP allows; what it does not, a gateway could not send either. */
const sendableFields = (fields: Fields): [name: string, value: string][] => {
  const sent: [string, string][] = []
  for (const { name, values } of fields.values())
    if (isFieldName(name)) for (const value of values) sent.push([name, sendable(value)])
  return sent
}

/** RFC 9110, section 5.5: no line break, no NUL; and a byte a character. */
const sendable = (value: string): string =>
  USUAL.test(value)
    ? value
    : value
        .replace(/[\r\n\0]+/g, ' ')
        .replace(/[^\p{ASCII}\xa0-\xff]/gu, '?')
        .trim()

/** Goes out as it is. */
const USUAL = /^[!-~](?:[ -~]*[!-~])?$/

/** RFC 9110, section 5.6.2. */
export const isFieldName = (name: string): boolean => NAME.test(name)

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** https://fetch.spec.whatwg.org/#null-body-status */
const BODILESS: ReadonlySet<number> = new Set([101, 103, 204, 205, 304])

/** 1xx are no final answers, and what has no class of its own is no status (RFC 9110, section 15). */
export const isAnswerable = (status: number): boolean => Number.isInteger(status) && status >= 200 && status <= 599

export const reasonOf = (status: number): string => http.STATUS_CODES[status] ?? ''

/** Not imported: an import reads every name of it at once, and some of them load all of undici. */
const http = process.getBuiltinModule('node:http')
