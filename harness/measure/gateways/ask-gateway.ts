import type { RequestHandler } from 'msw'
import { askedOf } from '../capture/asked-of.ts'
import { ANSWERED_BY } from './answered-by.ts'
import { answerOf } from './every-request.ts'
import { loadMsw } from './msw.ts'

/** A request that reaches no socket. */
export type Unsent = {
  readonly url: string
  readonly method: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string | Buffer<ArrayBuffer> | null
}

/**
 * Handlers as they are before the first request. msw looks up in the call stack where each was written, which is told to
 * nobody here and costs as much as its answer.
 */
const fresh = (make: () => RequestHandler[]): RequestHandler[] => {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return make()
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

/** What a gateway's handlers say about a request, in this process. A fault of theirs is told as one. */
export const askGateway = async (
  makeHandlers: () => RequestHandler[],
  { url, method, headers, body }: Unsent,
): Promise<{ readonly status: number; readonly by: string } | { readonly fault: string }> => {
  const { getResponse } = await loadMsw()
  try {
    const handlers = fresh(makeHandlers)
    // What a handler of the tool's own reads is asked without a `Request`, which costs more than most answers.
    const speaks = answerOf(handlers)
    const asked =
      speaks &&
      askedOf(url, { method, headers }, typeof body === 'string' ? Buffer.from(body) : (body ?? Buffer.alloc(0)))
    const response = asked
      ? await speaks(asked)
      : await getResponse(handlers, requestOf({ url, method, headers, body }))
    if (!response) return { status: 404, by: 'no handler' }
    const by = response.headers.get(ANSWERED_BY) ?? 'handler'
    // Nobody reads it: an answer that comes event by event would be kept waiting.
    if (response.headers.get('content-type') === 'text/event-stream') await response.body?.cancel()
    return { status: response.status, by }
  } catch (error) {
    return { fault: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}

const requestOf = ({ url, method, headers, body }: Unsent): Request =>
  new Request(url, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    ...(body !== null && method !== 'GET' && method !== 'HEAD' ? { body } : {}),
  })
