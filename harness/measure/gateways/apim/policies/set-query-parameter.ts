import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeChoice, attributeText, literalOf } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { textOf } from '../expressions/evaluate.ts'
import type { PolicyFault, PolicyKind } from '../policy.ts'
import { shapeFaults } from '../shape.ts'
import { shown } from '../shown.ts'
import { trace } from '../trace.ts'
import { EXISTS_ACTIONS, SET_HEADER } from './set-header.ts'

/** What a query parameter may hold is what a field may. */
export const setQueryParameter: PolicyKind = {
  name: 'set-query-parameter',
  sections: ['inbound', 'backend'],
  source: 'https://learn.microsoft.com/azure/api-management/set-query-parameter-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => [...shapeFaults(element, SET_HEADER), ...withoutValue(element)],
  compile: (element) => (exchange) => {
    trace(exchange, element, writeParameter(element, exchange))
    return { kind: 'next' }
  },
}

/** One that says what to put there, and nothing to put, would take the parameter off. */
const withoutValue = (element: PolicyElement): readonly PolicyFault[] => {
  const { name, spot, children, attributes } = element
  const mayDelete =
    attributes['exists-action']?.kind === 'expression' ||
    literalOf(element, 'exists-action')?.trim().toLowerCase() === 'delete'
  return children.length > 0 || mayDelete ? [] : [{ spot, what: `<${name}> has no <value>.` }]
}

const writeParameter = (element: PolicyElement, exchange: GatewayExchange): string => {
  const name = attributeText(element, 'name', exchange) ?? ''
  const action = attributeChoice(element, 'exists-action', EXISTS_ACTIONS, exchange)
  const url = new URL(exchange.request.url)
  const query = url.searchParams
  const isThere = query.has(name)
  if (action === 'skip' && isThere) return `${name} is there and stays`
  const values = element.children.map(({ text }) => (text ? textOf(text, exchange) : ''))
  if (action !== 'append') query.delete(name)
  if (action !== 'delete') for (const value of values) query.append(name, value)
  exchange.request.url = url
  if (action === 'delete') return isThere ? `took ${name} off` : `no ${name} to take off`
  return action === 'append' && isThere ? `added ${shown(values)} to ${name}` : `set ${name} to ${shown(values)}`
}
