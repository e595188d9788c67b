import { attributeText } from '../attribute.ts'
import { valueOf as valueFor } from '../expressions/evaluate.ts'
import type { PolicyKind } from '../policy.ts'
import { PRESENT, REQUIRED_LITERAL, shapeFaults } from '../shape.ts'
import { shown } from '../shown.ts'
import { trace } from '../trace.ts'

/** A literal is a string; what an expression comes to keeps its type. */
export const setVariable: PolicyKind = {
  name: 'set-variable',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/set-variable-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => shapeFaults(element, { attributes: { name: REQUIRED_LITERAL, value: PRESENT } }),
  compile: (element) => (exchange) => {
    const name = attributeText(element, 'name', exchange) ?? ''
    const { value } = element.attributes
    const given = value ? valueFor(value, exchange) : null
    exchange.variables.set(name, given)
    trace(exchange, element, `set ${name} to ${shown([given])}`)
    return { kind: 'next' }
  },
}
