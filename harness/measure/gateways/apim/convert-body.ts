import type { PolicyElement } from '../../../model/policy-document.ts'
import { attributeText, attributeTruth } from './attribute.ts'
import type { GatewayExchange } from './exchange.ts'
import { deleteField, fieldText, setField } from './fields.ts'
import { messageOf } from './message-of.ts'
import { PolicyError } from './policy.ts'

type Language = 'json' | 'xml'
type Conversion = { readonly from: Language; readonly to: Language; readonly convert: (text: string) => string }

/**
 * Puts a body into the other language, where its type and the caller's `Accept` ask for it, and says what it did.
 * https://learn.microsoft.com/azure/api-management/json-to-xml-policy
 * @throws PolicyError when the body is not in the language that it is taken for
 */
export const convertBody = (
  element: PolicyElement,
  exchange: GatewayExchange,
  { from, to, convert }: Conversion,
): string => {
  const message = messageOf(exchange)
  if (!message?.body) return 'there is no body'
  const apply = attributeText(element, 'apply', exchange)?.trim().toLowerCase()
  if (apply !== 'always' && !isOf(from, fieldText(message.fields, 'content-type'))) return `the body is no ${from}`
  const accept = fieldText(exchange.request.fields, 'accept')
  if (attributeTruth(element, 'consider-accept-header', exchange, true) && !isOf(to, accept))
    return `the caller does not accept ${to}`
  message.body = new TextEncoder().encode(converted(element, new TextDecoder().decode(message.body), convert))
  setField(message.fields, 'Content-Type', [`application/${to}`])
  deleteField(message.fields, 'content-length')
  return `the body is ${to}`
}

const isOf = (language: Language, types: string | null): boolean =>
  (types ?? '').split(',').some((type) => new RegExp(`[/+]${language}\\s*(;|$)`, 'i').test(type.trim()))

const converted = (element: PolicyElement, text: string, convert: (text: string) => string): string => {
  try {
    return convert(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new PolicyError(element, {
      reason: 'BodyConversionFailed',
      message: error.message,
      status: 500,
      told: 'Internal server error',
      why: error.message,
    })
  }
}
