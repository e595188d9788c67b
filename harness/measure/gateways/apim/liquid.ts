import type { GatewayExchange } from './exchange.ts'
import { fieldText } from './fields.ts'

/** `{{ body.order.id }}`: what it stands for, and what is done to it after a bar. */
const OUTPUT = /\{\{-?\s*([^{}|]*?)\s*(?:\|\s*([^{}]*?)\s*)?-?\}\}/g
const TAG = /\{%-?\s*(.*?)\s*-?%\}/gs

/** What of a template is not done here: tags, filters, and names that are neither the body's nor the context's. */
export const unknownLiquid = (template: string): readonly string[] => [
  ...[...template.matchAll(TAG)].map(([, tag = '']) => `{% ${tag.slice(0, LONGEST)} %}`),
  ...[...template.matchAll(OUTPUT)].flatMap(([whole, path = '', filters]) =>
    filters !== undefined || !/^(?:body|context)\b/.test(path) ? [whole] : [],
  ),
]

const LONGEST = 40

/**
 * Values of the message and of the context, put into a text; what has no value is empty, as Liquid has it.
 * https://learn.microsoft.com/azure/api-management/set-body-policy#using-liquid-templates-with-set-body
 */
export const fillLiquid = (template: string, exchange: GatewayExchange, body: Uint8Array | null): string => {
  let parsed: unknown
  const values = { body: () => (parsed ??= parsedBody(body)), context: () => contextOf(exchange) }
  return template.replace(TAG, '').replace(OUTPUT, (_, path: string, filters: string | undefined) => {
    const [root = '', ...steps] = path.split(/[.[\]]+/).filter(Boolean)
    if (filters !== undefined || (root !== 'body' && root !== 'context')) return ''
    return shown(
      steps.reduce<unknown>((value, step) => memberOf(value, step.replace(/^["']|["']$/g, '')), values[root]()),
    )
  })
}

const parsedBody = (body: Uint8Array | null): unknown => {
  const text = new TextDecoder().decode(body ?? new Uint8Array())
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** By name, without case: the template's objects are C#'s. */
const memberOf = (value: unknown, name: string): unknown => {
  if (typeof value !== 'object' || value === null) return undefined
  const entries = Object.entries(value)
  return (entries.find(([key]) => key === name) ??
    entries.find(([key]) => key.toLowerCase() === name.toLowerCase()))?.[1]
}

const shown = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
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
