import { attributeNumber, attributeText } from '../attribute.ts'
import { PolicyError, type PolicyKind } from '../policy.ts'
import { COUNT, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

/** No more than so many requests within it at a time; the next is refused at once. */
export const limitConcurrency: PolicyKind = {
  name: 'limit-concurrency',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/limit-concurrency-policy',
  standing: ({ attributes }) =>
    attributes['max-queue-length']
      ? { kind: 'adapted', why: 'no request waits in a queue: one too many is refused at once' }
      : { kind: 'enforced' },
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        key: REQUIRED,
        'max-count': { required: true, literal: true, whole: { least: 1, most: Number.POSITIVE_INFINITY } },
        timeout: COUNT,
        'max-queue-length': COUNT,
      },
      children: 'any',
    }),
  inner: ({ children }) => children,
  compile: (element, { compileAll, memory }) => {
    const step = compileAll(element.children)
    return async (exchange) => {
      const key = `limit-concurrency\0${attributeText(element, 'key', exchange)}`
      const most = attributeNumber(element, 'max-count', exchange, Number.POSITIVE_INFINITY)
      const within = Number(memory.get(key) ?? 0)
      if (within >= most)
        throw new PolicyError(element, {
          reason: 'ConcurrencyLimitExceeded',
          message: 'Too many requests',
          status: 429,
          why: `${within} requests are within it already`,
        })
      memory.set(key, within + 1)
      trace(exchange, element, `${within + 1} of ${most}`)
      try {
        return await step(exchange)
      } finally {
        memory.set(key, Number(memory.get(key)) - 1)
      }
    }
  },
}
