import { attributeText } from '../attribute.ts'
import type { PolicyKind } from '../policy.ts'
import { REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'
import { CACHING_TYPE, forgetValue } from '../value-cache.ts'

export const cacheRemoveValue: PolicyKind = {
  name: 'cache-remove-value',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/cache-remove-value-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => shapeFaults(element, { attributes: { key: REQUIRED, 'caching-type': CACHING_TYPE } }),
  compile: (element, tools) => (exchange) => {
    forgetValue(tools, attributeText(element, 'key', exchange) ?? '')
    trace(exchange, element, 'forgot a value')
    return { kind: 'next' }
  },
}
