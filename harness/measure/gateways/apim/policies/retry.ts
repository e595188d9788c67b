import { attributeNumber, attributeTruth } from '../attribute.ts'
import type { PolicyKind } from '../policy.ts'
import { ANY, BOOLEAN, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

/** Of the vendor's page. What an expression comes to is held to it too: no document keeps a run for ever. */
const MOST = 50

/** What is enclosed, once, and again while the condition is true. Nobody waits between: the time of a test is not the gateway's. */
export const retry: PolicyKind = {
  name: 'retry',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/retry-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        condition: REQUIRED,
        count: { required: true, whole: { least: 1, most: MOST } },
        interval: REQUIRED,
        'max-interval': ANY,
        delta: ANY,
        'first-fast-retry': BOOLEAN,
      },
      children: 'any',
    }),
  inner: ({ children }) => children,
  compile: (element, { compileAll }) => {
    const step = compileAll(element.children)
    return async (exchange) => {
      const most = Math.min(MOST, Math.max(0, attributeNumber(element, 'count', exchange, 0)))
      for (let again = 0; ; again += 1) {
        const flow = await step(exchange)
        if (flow.kind === 'answer') return flow
        const wanted = again < most && attributeTruth(element, 'condition', exchange, false)
        if (!wanted) {
          trace(exchange, element, again === 0 ? 'no retry' : `${again} retries, without the wait between them`)
          return flow
        }
      }
    }
  },
}
