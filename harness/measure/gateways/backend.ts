import { ANSWERED_BY } from './answered-by.ts'
import { anyAnswer } from './any-answer.ts'
import { BODIES, EMBEDDING_BASE64, STREAMS } from './completions.ts'
import { type Dress, dressed } from './dress.ts'
import type { Asked } from './every-request.ts'
import type { Operation } from './operation.ts'
import { WholeAnswer } from './whole-answer.ts'

/**
 * The completion, as JSON or, where the body asks for it, as server-sent events. Always the same words.
 * @param dress null: no fields but those of HTTP itself
 */
export const completion = async (operation: Operation, request: Asked, dress: Dress | null): Promise<Response> => {
  if (operation === 'other') return anyAnswer(request)
  const { type, texts } = completionOf(operation, await request.text())
  const headers = { ...(dress ? dressed(dress, request) : {}), ...type, [ANSWERED_BY]: 'backend' }
  const [text, ...more] = texts
  if (text !== undefined && more.length === 0) return new WholeAnswer(text, { headers })
  const encoder = new TextEncoder()
  return new Response(ReadableStream.from(texts.map((event) => encoder.encode(event))), { headers })
}

/** Written once: the same words to everybody. */
const TEXTS = new Map(
  Object.entries({ ...BODIES, base64: EMBEDDING_BASE64 }).map(([of, body]) => [of, JSON.stringify(body)]),
)

/** A completion before it is a message: the fields of its type, and its text, an event each where it is a stream. */
type Completion = { readonly type: Readonly<Record<string, string>>; readonly texts: readonly string[] }

/** @param body of the request: it may ask for a stream, or for numbers in Base64 */
export const completionOf = (operation: Exclude<Operation, 'other'>, body: string): Completion => {
  const asked = askedIn(body)
  const events = asked.stream === true ? STREAMS[operation] : undefined
  if (events) return { type: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' }, texts: events }
  const base64 = operation === 'embeddings' && asked.encoding_format === 'base64'
  const text = TEXTS.get(base64 ? 'base64' : operation) ?? ''
  return { type: { 'content-type': 'application/json' }, texts: [text] }
}

type Wishes = { readonly stream?: unknown; readonly encoding_format?: unknown }

/** What of the body decides the answer's form. One that is no JSON asks for nothing: the model is not what is tested. */
const askedIn = (text: string): Wishes => {
  // Most ask for neither. A name may be written with escapes.
  if (!/stream|encoding_format|\\/.test(text)) return {}
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? body : {}
  } catch {
    return {}
  }
}
