import { attributeText } from '../attribute.ts'
import { valueOf as valueFor } from '../expressions/evaluate.ts'
import type { PolicyKind } from '../policy.ts'
import { ANY, REQUIRED, REQUIRED_LITERAL, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'
import { CACHING_TYPE, cachedValue } from '../value-cache.ts'

/** What is not there, and has no default, leaves the variable unset. */
export const cacheLookupValue: PolicyKind = {
  name: 'cache-lookup-value',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/cache-lookup-value-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        key: REQUIRED,
        'variable-name': REQUIRED_LITERAL,
        'default-value': ANY,
        'caching-type': CACHING_TYPE,
      },
    }),
  compile: (element, tools) => (exchange) => {
    const key = attributeText(element, 'key', exchange) ?? ''
    const name = attributeText(element, 'variable-name', exchange) ?? ''
    const otherwise = element.attributes['default-value']
    const found = cachedValue(tools, key, exchange) ?? (otherwise ? valueFor(otherwise, exchange) : undefined)
    if (found !== undefined) exchange.variables.set(name, found)
    trace(exchange, element, found === undefined ? 'found nothing' : `set ${name}`)
    return { kind: 'next' }
  },
}
