import { textOf } from '../expressions/evaluate.ts'
import type { PolicyKind } from '../policy.ts'
import { shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

export const setMethod: PolicyKind = {
  name: 'set-method',
  sections: ['inbound', 'backend', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/set-method-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => shapeFaults(element, { text: 'must' }),
  compile: (element) => (exchange) => {
    const method = element.text ? textOf(element.text, exchange).trim().toUpperCase() : ''
    if (method !== '') exchange.request.method = method
    trace(exchange, element, `the method is ${exchange.request.method}`)
    return { kind: 'next' }
  },
}
