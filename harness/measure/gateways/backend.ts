import { ANSWERED_BY } from './answered-by.ts'
import { anyAnswer } from './any-answer.ts'
import { BODIES, EMBEDDING_BASE64, STREAMS } from './completions.ts'
import { type Dress, dressed } from './dress.ts'
import type { Operation } from './operation.ts'

/**
 * The completion, as JSON or, where the body asks for it, as server-sent events. Always the same words.
 * @param dress null: no fields but those of HTTP itself
 */
export const completion = async (operation: Operation, request: Request, dress: Dress | null): Promise<Response> => {
  if (operation === 'other') return anyAnswer(request)
  const asked = await askedFor(request)
  const headers = { ...(dress ? dressed(dress, request) : {}), [ANSWERED_BY]: 'backend' }
  const events = asked.stream === true ? STREAMS[operation] : undefined
  if (!events) {
    const base64 = operation === 'embeddings' && asked.encoding_format === 'base64'
    const body = JSON.stringify(base64 ? EMBEDDING_BASE64 : BODIES[operation])
    return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } })
  }
  const encoder = new TextEncoder()
  const chunks = ReadableStream.from(events.map((event) => encoder.encode(event)))
  return new Response(chunks, {
    headers: { ...headers, 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
  })
}

type Asked = { readonly stream?: unknown; readonly encoding_format?: unknown }

/** What of the body decides the answer's form. One that is no JSON asks for nothing: the model is not what is tested. */
const askedFor = async (request: Request): Promise<Asked> => {
  try {
    const body: unknown = await request.json()
    return typeof body === 'object' && body !== null ? body : {}
  } catch {
    return {}
  }
}
