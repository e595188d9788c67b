import type { RequestHandler } from 'msw'
import { msw } from './msw.ts'

/** What the gateways that come with the tool look at of a request; a `Request` is one. Its body is read once. */
export type Asked = Pick<Request, 'method' | 'url' | 'text' | 'arrayBuffer'> & {
  readonly headers: Pick<Headers, 'get' | typeof Symbol.iterator>
}

export type Answer = (asked: Asked) => Response | undefined | Promise<Response | undefined>

const answers = new WeakMap<RequestHandler, Answer>()

/**
 * A handler for every request, whatever its method and address. A `Request`, its clone and msw's search cost more than most
 * answers, so whoever has all of a request may ask `answerOf` instead: the same function speaks.
 */
export const everyRequest = (answer: Answer): RequestHandler => {
  const handler = msw().http.all('*', ({ request }) => answer(request))
  answers.set(handler, answer)
  return handler
}

/** What these handlers say to any request, where that is for one of `everyRequest` alone to say; else null. */
export const answerOf = (handlers: readonly RequestHandler[]): Answer | null => {
  const [only, ...others] = handlers
  return (only && others.length === 0 && answers.get(only)) || null
}
