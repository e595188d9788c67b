import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeText, literalOf } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { quotaMeter, rateMeter } from '../meter.ts'
import type { PolicyKind } from '../policy.ts'
import { ANY, REQUIRED, shapeFaults } from '../shape.ts'
import { limitBandwidth } from './limit-bandwidth.ts'
import { limitCalls } from './limit-calls.ts'
import { quotaExceeded, rateExceeded } from './limit-refusals.ts'
import { BODIES, withoutLimit } from './rate-limit.ts'
import { RENEWAL_PERIOD, renewalPeriod } from './renewal-period.ts'

const keyOf =
  (element: PolicyElement) =>
  (exchange: GatewayExchange): string =>
    attributeText(element, 'counter-key', exchange) ?? ''

export const rateLimitByKey: PolicyKind = {
  name: 'rate-limit-by-key',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        calls: REQUIRED,
        'renewal-period': RENEWAL_PERIOD.rate,
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
    limitCalls(element, tools, {
      meterOf: rateMeter,
      keyOf: keyOf(element),
      secondsOf: (exchange) => renewalPeriod(element, exchange, 'rate'),
      refusal: rateExceeded,
    }),
}

/** Where the document says nothing else, every period is counted from here. */
const FIRST = '0001-01-01T00:00:00Z'

/** Without a zone it is UTC, wherever this is run. */
const utcMs = (time: string): number => Date.parse(/(?:Z|[-+]\d\d:\d\d)$/.test(time) ? time : `${time}Z`)

export const quotaByKey: PolicyKind = {
  name: 'quota-by-key',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/quota-by-key-policy',
  standing: (element) => (element.attributes['bandwidth'] ? { kind: 'adapted', why: BODIES } : { kind: 'enforced' }),
  faults: (element) => [
    ...shapeFaults(element, {
      attributes: {
        calls: ANY,
        bandwidth: ANY,
        'renewal-period': RENEWAL_PERIOD.quota,
        'counter-key': REQUIRED,
        'increment-condition': ANY,
        'increment-count': ANY,
        'first-period-start': { literal: true, time: true },
      },
    }),
    ...withoutLimit(element),
  ],
  compile: (element, tools) => {
    const limit = {
      meterOf: quotaMeter,
      keyOf: keyOf(element),
      secondsOf: (exchange: GatewayExchange): number => renewalPeriod(element, exchange, 'quota'),
      firstMs: utcMs(literalOf(element, 'first-period-start')?.trim() || FIRST),
    }
    const bandwidth = limitBandwidth(element, tools, limit)
    const calls = limitCalls(element, tools, {
      ...limit,
      refusal: (of, _exchange, seconds) => quotaExceeded('call volume', of, seconds),
    })
    return async (exchange) => {
      await bandwidth(exchange)
      return calls(exchange)
    }
  },
}
