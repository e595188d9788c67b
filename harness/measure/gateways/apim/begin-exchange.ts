import type { PolicySettings } from '../../../model/policy-settings.ts'
import { lastFew } from '../../../model/remembered.ts'
import type { Asked } from '../every-request.ts'
import { operationOf } from '../operation.ts'
import { backendBase, joinedUrl } from './backend-address.ts'
import type { GatewayExchange, RequestMessage } from './exchange.ts'
import { fieldsOf } from './fields.ts'
import { type Matched, matchOperation } from './match-operation.ts'
import { receivedBody } from './messages.ts'

type Given = { readonly settings: PolicySettings; readonly id: string; readonly now: () => Date }

/** A request as it comes in, before any policy has looked at it; null: the API has no operation of that method and path. */
export const beginExchange = async (request: Asked, given: Given): Promise<GatewayExchange | null> => {
  const { settings } = given
  const url = parsed(request.url)
  const path = withoutApi(url.pathname, settings.api.path)
  const matched = declaredOperation(settings, request.method, path, url)
  if (matched === 'none') return null
  if (settings.operations.length === 0 && settings.paths === 'backend' && !operationOf(request)) return null
  return await begun(request, given, url, path, matched)
}

/** The same, whether or not the API has an operation for it. */
export const beginAnyway = (request: Asked, given: Given): Promise<GatewayExchange> => {
  const url = parsed(request.url)
  return begun(request, given, url, withoutApi(url.pathname, given.settings.api.path), null)
}

const begun = async (
  request: Asked,
  { settings, id, now }: Given,
  url: URL,
  path: string,
  matched: Matched | null,
): Promise<GatewayExchange> => {
  const exchange = freshExchange({
    settings,
    id,
    now,
    method: request.method,
    url,
    fields: fieldsOf(request.headers),
    body: await receivedBody(request),
  })
  exchange.operation = matched?.operation ?? null
  exchange.matchedParameters = matched?.parameters ?? {}
  // Policies see the address that the backend would be asked at; the one that was called is `OriginalUrl`.
  exchange.request.url = behind(`${path}\n${url.search}\n${backendBase(exchange)}`) ?? url
  return exchange
}

/** A client asks at the same few addresses again and again, and nobody changes one: policies put another in its place. */
const MOST_ADDRESSES = 200
const parsed = lastFew((address: string) => new URL(address), MOST_ADDRESSES)

/** What stands in a `URL` has no line break; the backend's base, which comes last, may. */
const behind = lastFew((parts: string): URL | null => {
  const [path = '', search = '', ...base] = parts.split('\n')
  return joinedUrl(base.join('\n'), path, search)
}, MOST_ADDRESSES)

type Received = Given & Pick<RequestMessage, 'method' | 'url' | 'fields' | 'body'>

/** A request that nobody has looked at. */
export const freshExchange = ({ settings, id, now, method, url, fields, body }: Received): GatewayExchange => ({
  called: { method, url, ipAddress: settings.ipAddress },
  settings,
  operation: null,
  matchedParameters: {},
  subscription: null,
  request: { method, url, fields, body },
  response: null,
  variables: new Map(),
  lastError: null,
  section: 'inbound',
  backend: { id: null, url: null },
  onceAnswered: [],
  onAnswer: [],
  traces: [],
  id,
  now,
})

const declaredOperation = (
  { operations }: PolicySettings,
  method: string,
  path: string,
  url: URL,
): Matched | null | 'none' =>
  operations.length === 0 ? null : (matchOperation(operations, method, path, url.searchParams) ?? 'none')

/** What follows the API's own path; a client that was given another base address is not refused for it. */
const withoutApi = (pathname: string, apiPath: string): string => {
  const prefix = `/${apiPath.replace(/^\/+|\/+$/g, '')}`
  if (prefix === '/') return pathname
  if (pathname === prefix) return '/'
  return pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname
}
