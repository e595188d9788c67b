/** What can be asked of the model behind a gateway. */
export type Operation = 'chat' | 'responses' | 'embeddings' | 'models' | 'messages' | 'count-tokens' | 'other'

/**
 * By the end of the path: `/openai/deployments/{d}/chat/completions`, `/openai/v1/chat/completions`,
 * `/v1/chat/completions` and `/chat/completions` are one operation. A missing `api-version` is not refused.
 */
const ROUTES: readonly (readonly [method: string, path: RegExp, operation: Operation])[] = [
  ['POST', /\/chat\/completions$/, 'chat'],
  ['POST', /\/responses$/, 'responses'],
  ['POST', /\/embeddings$/, 'embeddings'],
  ['GET', /\/models$/, 'models'],
  ['POST', /\/messages$/, 'messages'],
  ['POST', /\/messages\/count_tokens$/, 'count-tokens'],
]

/** Of a URL as Fetch writes it, in which no other part is spelt in two ways; to take all of it apart is dear. */
const pathOf = (url: string): string => /^https?:\/\/[^/?#]*([^?#]*)/.exec(url)?.[1] ?? new URL(url).pathname

type Asked = Pick<Request, 'method' | 'url'> & { readonly headers?: Pick<Headers, 'get'> }

export const operationOf = (request: Asked): Operation | null => {
  const pathname = pathOf(request.url)
  if (CONNECTIONS.test(pathname) && request.method === 'GET' && request.headers?.get('upgrade')) return 'other'
  const found = ROUTES.find(([method, path]) => method === request.method && path.test(pathname))
  return found?.[2] ?? (OTHERS.test(pathname) ? 'other' : null)
}

/**
 * What else the API has, that programs of users call: let in or refused as any other, and answered with the least that a
 * client takes. By https://platform.openai.com/docs/api-reference
 */
const OTHERS =
  /\/(?:assistants|audio|batches|conversations|fine_tuning|files|images|moderations|organization|realtime|skills|threads|uploads|vector_stores)(?:\/[^/]+)*$|\/(?:models|responses)(?:\/[^/]+)+$|(?<!\/chat)\/completions$/

/** What is asked for by a WebSocket's handshake alone: https://platform.openai.com/docs/guides/websocket-mode */
const CONNECTIONS = /\/responses$/
