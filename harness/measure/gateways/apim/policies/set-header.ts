import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeChoice, attributeText } from '../attribute.ts'
import type { Fields, GatewayExchange } from '../exchange.ts'
import { textOf } from '../expressions/evaluate.ts'
import { appendField, deleteField, setField } from '../fields.ts'
import { messageOf } from '../message-of.ts'
import { isFieldName } from '../messages.ts'
import { CannotTell, type PolicyKind } from '../policy.ts'
import { type ElementShape, REQUIRED, shapeFaults } from '../shape.ts'
import { shown } from '../shown.ts'
import { trace } from '../trace.ts'

export const EXISTS_ACTIONS = ['override', 'skip', 'append', 'delete'] as const

export const SET_HEADER: ElementShape = {
  attributes: { name: REQUIRED, 'exists-action': { oneOf: EXISTS_ACTIONS } },
  children: { value: { text: 'may' } },
}

/** Of the request until it is forwarded, of the answer from then on. */
export const setHeader: PolicyKind = {
  name: 'set-header',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/set-header-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => shapeFaults(element, SET_HEADER),
  compile: (element) => (exchange) => {
    const message = messageOf(exchange)
    trace(exchange, element, message ? writeHeader(element, exchange, message.fields) : 'there is no answer yet')
    return { kind: 'next' }
  },
}

/** Does what a `set-header` says to these fields (of a request, an answer, or a message that a policy makes), and tells it. */
export const writeHeader = (element: PolicyElement, exchange: GatewayExchange, fields: Fields): string => {
  const name = (attributeText(element, 'name', exchange) ?? '').trim()
  if (!isFieldName(name)) throw new CannotTell(element.spot, `"${name}" is no name of a field`)
  const action = attributeChoice(element, 'exists-action', EXISTS_ACTIONS, exchange)
  if (UNCHANGED.has(name.toLowerCase())) return `${name} cannot be changed`
  const isThere = fields.has(name.toLowerCase())
  if (action === 'delete') {
    deleteField(fields, name)
    return isThere ? `took ${name} off` : `no ${name} to take off`
  }
  if (action === 'skip' && isThere) return `${name} is there and stays`
  const values = element.children.map(({ text }) => (text ? textOf(text, exchange) : ''))
  // A field that is set to no value is not sent.
  if (values.length === 0) return `no value for ${name}`
  if (action === 'append') appendField(fields, name, values)
  else setField(fields, name, values)
  return action === 'append' && isThere ? `added ${shown(values)} to ${name}` : `set ${name} to ${shown(values)}`
}

/** What the vendor's page says can be neither modified nor deleted. */
const UNCHANGED: ReadonlySet<string> = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding'])
