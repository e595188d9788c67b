import { attributeText } from '../attribute.ts'
import { valueOf as valueFor } from '../expressions/evaluate.ts'
import type { PolicyKind } from '../policy.ts'
import { REQUIRED, shapeFaults } from '../shape.ts'
import { shown } from '../shown.ts'
import { trace } from '../trace.ts'

/** A literal is a string; what an expression comes to keeps its type. */
export const setVariable: PolicyKind = {
  name: 'set-variable',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/set-variable-policy',
  standing: () => ({ kind: 'enforced' }),
  // An empty value is one.
  faults: (element) => {
    const { value } = element.attributes
    return shapeFaults(element, { attributes: { name: REQUIRED, value: value ? {} : REQUIRED } })
  },
  compile: (element) => (exchange) => {
    const name = attributeText(element, 'name', exchange) ?? ''
    const { value } = element.attributes
    const given = value ? valueFor(value, exchange) : null
    exchange.variables.set(name, given)
    trace(exchange, element, `set ${name} to ${shown([given])}`)
    return { kind: 'next' }
  },
}
