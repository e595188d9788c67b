import { atLine, type PolicyElement } from '../../../../model/policy-document.ts'
import { attributeTruth } from '../attribute.ts'
import type { GatewayExchange, ResponseMessage } from '../exchange.ts'
import { textOf } from '../expressions/evaluate.ts'
import { fieldsOf, fieldText } from '../fields.ts'
import { blankResponse } from '../messages.ts'
import type { Flow, PolicyKind } from '../policy.ts'
import { ANY, BOOLEAN, type ElementShape, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

const LIST = (item: string): ElementShape => ({ children: { [item]: { text: 'must' } } })

const SHAPE: ElementShape = {
  attributes: { 'allow-credentials': BOOLEAN, 'terminate-unmatched-request': BOOLEAN },
  children: {
    'allowed-origins': LIST('origin'),
    'allowed-methods': { attributes: { 'preflight-result-max-age': ANY }, children: { method: { text: 'must' } } },
    'allowed-headers': LIST('header'),
    'expose-headers': LIST('header'),
  },
}

/** A preflight is answered here; whoever says no `Origin` is no browser, and is let pass. SDKs in a server say none. */
export const cors: PolicyKind = {
  name: 'cors',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/cors-policy',
  standing: () => ({
    kind: 'adapted',
    why: 'preflights and origins are looked at; the fields for browsers are put on the preflight alone',
  }),
  faults: (element) => shapeFaults(element, SHAPE),
  compile: (element) => (exchange) => {
    const origin = fieldText(exchange.request.fields, 'Origin')
    if (origin === null) {
      trace(exchange, element, 'no Origin field: nothing to do')
      return { kind: 'next' }
    }
    const isPreflight =
      exchange.request.method === 'OPTIONS' &&
      fieldText(exchange.request.fields, 'Access-Control-Request-Method') !== null
    const allowed = itemsOf(element, 'allowed-origins', exchange)
    const isAllowed = allowed.includes('*') || allowed.includes(origin)
    trace(exchange, element, `origin ${isAllowed ? 'allowed' : 'not allowed'}`)
    if (isAllowed) return isPreflight ? answered(element, preflight(element, origin, exchange)) : { kind: 'next' }
    // An empty 200, by which a browser knows that it may not. Off: the request goes on without the fields.
    return attributeTruth(element, 'terminate-unmatched-request', exchange, true)
      ? answered(element, blankResponse(200))
      : { kind: 'next' }
  },
}

const answered = (element: PolicyElement, response: ResponseMessage): Flow => ({
  kind: 'answer',
  response,
  by: `${atLine(element.spot)} cors`,
})

const preflight = (element: PolicyElement, origin: string, exchange: GatewayExchange): ResponseMessage => {
  const allowsCredentials = attributeTruth(element, 'allow-credentials', exchange, false)
  const list = (name: string): string => itemsOf(element, name, exchange).join(',')
  return {
    ...blankResponse(200),
    fields: fieldsOf([
      ['Access-Control-Allow-Origin', origin],
      ['Access-Control-Allow-Methods', list('allowed-methods') || 'GET,POST'],
      ['Access-Control-Allow-Headers', list('allowed-headers')],
      ...(allowsCredentials ? [['Access-Control-Allow-Credentials', 'true'] as const] : []),
    ]),
  }
}

const itemsOf = (element: PolicyElement, list: string, exchange: GatewayExchange): readonly string[] =>
  element.children
    .filter(({ name }) => name === list)
    .flatMap(({ children }) => children)
    .flatMap(({ text }) => (text ? textOf(text, exchange).trim() : []))
