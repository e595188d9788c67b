import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeText } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { fieldText } from '../fields.ts'
import type { TokenFailure } from './failure.ts'

/** The token of a request, without its scheme, and where it stood. */
export type FoundToken = { readonly raw: string; readonly place: string }

/**
 * Looks in the one place that the element names; a token anywhere else is not present.
 * https://learn.microsoft.com/azure/api-management/validate-jwt-policy#attributes
 * @param header where to look when the element names no place
 */
export const tokenIn = (
  element: PolicyElement,
  exchange: GatewayExchange,
  header = 'Authorization',
): FoundToken | TokenFailure => {
  const value = attributeText(element, 'token-value', exchange)
  if (value !== null) return foundIn(value, 'token-value', 'token-value is empty')
  const parameter = attributeText(element, 'query-parameter-name', exchange)
  if (parameter !== null) {
    const sent = exchange.request.url.searchParams.get(parameter) ?? exchange.called.url.searchParams.get(parameter)
    return foundIn(sent, `query parameter ${parameter}`, `no query parameter ${parameter}`)
  }
  const name = attributeText(element, 'header-name', exchange) ?? header
  const text = fieldText(exchange.request.fields, name)
  const scheme = attributeText(element, 'require-scheme', exchange)
  // In a field of another name the scheme is not asked for. https://learn.microsoft.com/azure/api-management/validate-jwt-policy#usage-notes
  if (text && scheme && name.toLowerCase() === 'authorization' && schemeOf(text) !== scheme.toLowerCase())
    return notPresent(`${name} has no scheme ${scheme}`)
  return foundIn(text?.trim().replace(SCHEME, '') ?? null, name, `no ${name} field`)
}

/** Of a field alone it is taken off: in the other places the page allows none, and what has one is no token. */
const SCHEME = /^[A-Za-z][\w-]*\s+/

const foundIn = (text: string | null, place: string, why: string): FoundToken | TokenFailure => {
  const raw = (text ?? '').trim()
  return raw === '' ? notPresent(why) : { raw, place }
}

const schemeOf = (text: string): string => (/^\s*(\S+)\s/.exec(text)?.[1] ?? '').toLowerCase()

const notPresent = (why: string): TokenFailure => ({ reason: 'TokenNotPresent', message: 'JWT not present.', why })
