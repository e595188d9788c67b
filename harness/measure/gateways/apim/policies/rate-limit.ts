import type { PolicyKind } from '../policy.ts'
import { ANY, type ElementShape, REQUIRED, shapeFaults } from '../shape.ts'
import { bySubscription, limitCalls, quotaExceeded, rateExceeded } from './limit-calls.ts'

const WHOLE = { required: true, whole: { least: 1, most: Number.POSITIVE_INFINITY } } as const
const LIMITS: ElementShape = {
  attributes: { name: ANY, id: ANY, calls: ANY, 'renewal-period': ANY, bandwidth: ANY },
  children: { operation: { attributes: { name: ANY, id: ANY, calls: ANY, 'renewal-period': ANY, bandwidth: ANY } } },
}

/** Calls of a subscription. */
export const rateLimit: PolicyKind = {
  name: 'rate-limit',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/rate-limit-policy',
  standing: (element) => limitsOfTheirOwn(element.children.length > 0),
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        calls: WHOLE,
        'renewal-period': WHOLE,
        'retry-after-header-name': ANY,
        'retry-after-variable-name': ANY,
        'remaining-calls-header-name': ANY,
        'remaining-calls-variable-name': ANY,
        'total-calls-header-name': ANY,
      },
      children: { api: LIMITS },
    }),
  compile: (element, tools) =>
    limitCalls(element, tools, { period: 'renewal-period', keyOf: bySubscription, refusal: rateExceeded }),
}

/** Calls of a subscription in a longer time. */
export const quota: PolicyKind = {
  name: 'quota',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/quota-policy',
  standing: (element) =>
    element.attributes['bandwidth']
      ? { kind: 'adapted', why: 'calls are counted, the bandwidth is not' }
      : limitsOfTheirOwn(element.children.length > 0),
  faults: (element) =>
    shapeFaults(element, {
      attributes: { calls: ANY, bandwidth: ANY, 'renewal-period': REQUIRED },
      children: { api: LIMITS },
    }),
  compile: (element, tools) =>
    limitCalls(element, tools, { period: 'renewal-period', keyOf: bySubscription, refusal: quotaExceeded }),
}

const limitsOfTheirOwn = (hasOwn: boolean): ReturnType<PolicyKind['standing']> =>
  hasOwn
    ? { kind: 'adapted', why: 'the limit of the whole is kept, those of single APIs and operations are not' }
    : { kind: 'enforced' }
