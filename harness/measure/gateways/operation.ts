/** What can be asked of the model behind a gateway. */
export type Operation = 'chat' | 'responses' | 'embeddings' | 'models' | 'messages' | 'count-tokens'

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

export const operationOf = (request: Request): Operation | null => {
  const { pathname } = new URL(request.url)
  return ROUTES.find(([method, path]) => method === request.method && path.test(pathname))?.[2] ?? null
}
