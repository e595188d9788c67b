import { attributeNumber, attributeText } from '../attribute.ts'
import { valueOf as valueFor } from '../expressions/evaluate.ts'
import type { PolicyKind } from '../policy.ts'
import { COUNT, PRESENT, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'
import { CACHING_TYPE, keepValue } from '../value-cache.ts'

export const cacheStoreValue: PolicyKind = {
  name: 'cache-store-value',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/cache-store-value-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        key: REQUIRED,
        value: PRESENT,
        duration: { ...COUNT, required: true },
        'caching-type': CACHING_TYPE,
      },
    }),
  compile: (element, tools) => (exchange) => {
    const { value } = element.attributes
    const seconds = attributeNumber(element, 'duration', exchange, 0)
    const key = attributeText(element, 'key', exchange) ?? ''
    keepValue(tools, key, value ? valueFor(value, exchange) : null, seconds, exchange)
    trace(exchange, element, `kept a value for ${seconds} s`)
    return { kind: 'next' }
  },
}
