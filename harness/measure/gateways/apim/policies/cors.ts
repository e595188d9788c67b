import { atLine, type PolicyElement } from '../../../../model/policy-document.ts'
import { attributeText, attributeTruth } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { textOf } from '../expressions/evaluate.ts'
import { fieldText, setField } from '../fields.ts'
import { blankResponse } from '../messages.ts'
import type { Flow, PolicyKind } from '../policy.ts'
import { isPreflight } from '../preflight.ts'
import { BOOLEAN, COUNT, type ElementShape, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

const LIST = (item: string): ElementShape => ({ children: { [item]: { text: 'must' } }, wants: [item] })

const SHAPE: ElementShape = {
  attributes: { 'allow-credentials': BOOLEAN, 'terminate-unmatched-request': BOOLEAN },
  children: {
    'allowed-origins': LIST('origin'),
    'allowed-methods': { ...LIST('method'), attributes: { 'preflight-result-max-age': COUNT } },
    'allowed-headers': LIST('header'),
    'expose-headers': LIST('header'),
  },
  wants: ['allowed-origins'],
}

/** What a browser is told of who may ask. Whoever says no `Origin` is no browser, and is let pass: SDKs in a server say none. */
export const cors: PolicyKind = {
  name: 'cors',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/cors-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => shapeFaults(element, SHAPE),
  compile: (element) => (exchange) => {
    const origin = fieldText(exchange.request.fields, 'Origin')
    if (origin === null) {
      trace(exchange, element, 'no Origin field: nothing to do')
      return NEXT
    }
    const isAllowed = itemsOf(element, 'allowed-origins', exchange).some(
      (one) => one === '*' || bare(one) === bare(origin),
    )
    trace(exchange, element, `origin ${isAllowed ? 'allowed' : 'not allowed'}`)
    if (isPreflight(exchange.request)) return preflight(element, exchange, isAllowed ? origin : null)
    if (isAllowed) {
      exchange.onAnswer.push(({ fields }) => tellOrigin(element, exchange, origin, fields))
      return NEXT
    }
    return isSimple(exchange.request) && terminates(element, exchange) ? emptyAnswer(element) : NEXT
  },
}

const NEXT: Flow = { kind: 'next' }

/** What the page calls a simple request: whatever else comes with an origin that is not allowed goes on, without fields for a browser. */
const isSimple = ({ method }: GatewayExchange['request']): boolean => method === 'GET' || method === 'HEAD'

/** An empty 200, by which a browser knows that it may not. The page's table and its notes differ on the default: "true" is what its notes and its forum say. */
const terminates = (element: PolicyElement, exchange: GatewayExchange): boolean =>
  attributeTruth(element, 'terminate-unmatched-request', exchange, true)

const emptyAnswer = (element: PolicyElement): Flow => ({
  kind: 'answer',
  response: blankResponse(200),
  by: `${atLine(element.spot)} cors`,
})

/** @param origin null: it is not allowed */
const preflight = (element: PolicyElement, exchange: GatewayExchange, origin: string | null): Flow => {
  // With "false" other policies of its kind may allow it.
  if (origin === null && !terminates(element, exchange)) return NEXT
  const answer = emptyAnswer(element)
  if (origin === null || answer.kind !== 'answer') return answer
  const { fields } = exchange.request
  const methods = itemsOf(element, 'allowed-methods', exchange)
  const headers = itemsOf(element, 'allowed-headers', exchange)
  const wanted = (fieldText(fields, 'Access-Control-Request-Headers') ?? '').split(',').map((one) => one.trim())
  const method = fieldText(fields, 'Access-Control-Request-Method') ?? ''
  const fits =
    holds(methods.length === 0 ? USUAL_METHODS : methods, method) &&
    wanted.every((one) => one === '' || holds(headers, one))
  if (!fits) return answer
  const { fields: told } = answer.response
  tellOrigin(element, exchange, origin, told)
  setField(told, 'Access-Control-Allow-Methods', [methods.length === 0 ? USUAL_METHODS.join(',') : methods.join(',')])
  if (headers.length > 0) setField(told, 'Access-Control-Allow-Headers', [headers.join(',')])
  const age = maxAge(element, exchange)
  if (age !== null) setField(told, 'Access-Control-Max-Age', [age])
  return answer
}

const USUAL_METHODS = ['GET', 'POST']

const holds = (list: readonly string[], wanted: string): boolean =>
  list.some((one) => one === '*' || one.toLowerCase() === wanted.toLowerCase())

const maxAge = ({ children }: PolicyElement, exchange: GatewayExchange): string | null => {
  const methods = children.find(({ name }) => name === 'allowed-methods')
  return methods ? attributeText(methods, 'preflight-result-max-age', exchange) : null
}

const tellOrigin = (
  element: PolicyElement,
  exchange: GatewayExchange,
  origin: string,
  fields: GatewayExchange['request']['fields'],
): void => {
  setField(fields, 'Access-Control-Allow-Origin', [origin])
  if (attributeTruth(element, 'allow-credentials', exchange, false))
    setField(fields, 'Access-Control-Allow-Credentials', ['true'])
  const exposed = itemsOf(element, 'expose-headers', exchange)
  if (exposed.length > 0 && !isPreflight(exchange.request))
    setField(fields, 'Access-Control-Expose-Headers', [exposed.join(',')])
}

/**
 * The page writes origins with a slash at the end, and a browser sends none; a usual port may be left out. Of any other scheme
 * (`app://`) the URL standard knows no origin, and says the same of all.
 */
const bare = (origin: string): string => {
  const url = URL.parse(origin)
  return url && url.origin !== 'null' ? url.origin : origin.replace(/\/$/, '').toLowerCase()
}

const itemsOf = (element: PolicyElement, list: string, exchange: GatewayExchange): readonly string[] =>
  element.children
    .filter(({ name }) => name === list)
    .flatMap(({ children }) => children)
    .flatMap(({ text }) => (text ? textOf(text, exchange).trim() : []))
