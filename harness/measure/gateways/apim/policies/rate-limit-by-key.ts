import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeText } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import type { PolicyKind } from '../policy.ts'
import { ANY, REQUIRED, shapeFaults } from '../shape.ts'
import { asksForAnswer, limitCalls, quotaExceeded, rateExceeded } from './limit-calls.ts'

const keyOf =
  (element: PolicyElement) =>
  (exchange: GatewayExchange): string =>
    attributeText(element, 'counter-key', exchange) ?? ''

const WHEN = 'calls are counted whatever their answer: increment-condition asks for it, and it is not there yet'

const standingOf: PolicyKind['standing'] = ({ attributes }) => {
  const condition = attributes['increment-condition']
  return condition && asksForAnswer(condition) ? { kind: 'adapted', why: WHEN } : { kind: 'enforced' }
}

export const rateLimitByKey: PolicyKind = {
  name: 'rate-limit-by-key',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy',
  standing: standingOf,
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        calls: REQUIRED,
        'renewal-period': REQUIRED,
        'counter-key': REQUIRED,
        'increment-condition': ANY,
        'increment-count': ANY,
        'retry-after-header-name': ANY,
        'retry-after-variable-name': ANY,
        'remaining-calls-header-name': ANY,
        'remaining-calls-variable-name': ANY,
        'total-calls-header-name': ANY,
      },
    }),
  compile: (element, tools) =>
    limitCalls(element, tools, { period: 'renewal-period', keyOf: keyOf(element), refusal: rateExceeded }),
}

export const quotaByKey: PolicyKind = {
  name: 'quota-by-key',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/quota-by-key-policy',
  standing: (element) =>
    element.attributes['bandwidth']
      ? { kind: 'adapted', why: 'calls are counted, the bandwidth is not' }
      : standingOf(element),
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        calls: ANY,
        bandwidth: ANY,
        'renewal-period': REQUIRED,
        'counter-key': REQUIRED,
        'increment-condition': ANY,
        'increment-count': ANY,
        'first-period-start': ANY,
      },
    }),
  compile: (element, tools) =>
    limitCalls(element, tools, { period: 'renewal-period', keyOf: keyOf(element), refusal: quotaExceeded }),
}
