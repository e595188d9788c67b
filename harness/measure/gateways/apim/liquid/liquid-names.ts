import type { GatewayExchange } from '../exchange.ts'
import { fieldText } from '../fields.ts'
import { jsonOfXml } from '../json-of-xml.ts'
import { messageOf } from '../message-of.ts'
import type { Data } from './liquid-values.ts'

/** What a template of a message can name: its body, and the context. */
export const liquidNames = (exchange: GatewayExchange, body: Uint8Array | null): ReadonlyMap<string, Data> =>
  new Map([
    ['body', parsedBody(exchange, new TextDecoder().decode(body ?? new Uint8Array()))],
    ['context', contextOf(exchange)],
  ])

/** As its type says, JSON where it says none. */
const parsedBody = (exchange: GatewayExchange, text: string): Data => {
  const type = fieldText(messageOf(exchange)?.fields ?? new Map(), 'content-type') ?? ''
  try {
    return /[/+]xml\b/i.test(type) ? withoutPrefixes(JSON.parse(jsonOfXml(text, 'friendly', false))) : JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}

/** `soap:Body` is `Body` to a template. */
const withoutPrefixes = (value: Data): Data => {
  if (Array.isArray(value)) return value.map(withoutPrefixes)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, of]) => [name.slice(name.indexOf(':') + 1), withoutPrefixes(of)]),
  )
}

const contextOf = ({ request, response, called, variables, matchedParameters }: GatewayExchange): unknown => ({
  Request: {
    Method: request.method,
    OriginalMethod: called.method,
    Url: urlOf(request.url),
    OriginalUrl: urlOf(called.url),
    IpAddress: called.ipAddress,
    MatchedParameters: matchedParameters,
    HasBody: request.body !== null,
    Headers: headersOf(request.fields),
  },
  ...(response ? { Response: { StatusCode: response.status, Headers: headersOf(response.fields) } } : {}),
  Variables: Object.fromEntries(
    [...variables].map(([name, value]) => [name, typeof value === 'object' && value ? plain(value) : value]),
  ),
})

const plain = (value: { readonly kind: string; readonly value?: unknown }): unknown =>
  value.kind === 'number' ? String(value.value) : undefined

const headersOf = (fields: GatewayExchange['request']['fields']): Record<string, string | null> =>
  Object.fromEntries([...fields.values()].map(({ name }) => [name, fieldText(fields, name)]))

const urlOf = (url: URL): unknown => ({
  Scheme: url.protocol.slice(0, -1),
  Host: url.hostname,
  Port: url.port || (url.protocol === 'https:' ? '443' : '80'),
  Path: url.pathname,
  QueryString: url.search,
  Query: Object.fromEntries(url.searchParams),
})
