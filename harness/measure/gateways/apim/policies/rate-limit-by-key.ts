import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeText, literalOf } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { quotaMeter, rateMeter } from '../meter.ts'
import type { PolicyKind } from '../policy.ts'
import { ANY, COUNT, REQUIRED, shapeFaults } from '../shape.ts'
import { limitBandwidth } from './limit-bandwidth.ts'
import { limitCalls } from './limit-calls.ts'
import { quotaExceeded, rateExceeded } from './limit-refusals.ts'
import { FIXED, limitFaults, TELLS } from './limit-shapes.ts'
import { BODIES } from './rate-limit.ts'
import { LONGEST_RATE, RENEWAL_PERIOD, renewalPeriod, SHORTEST_QUOTA, unusualPeriod } from './renewal-period.ts'

const keyOf =
  (element: PolicyElement) =>
  (exchange: GatewayExchange): string =>
    attributeText(element, 'counter-key', exchange) ?? ''

export const rateLimitByKey: PolicyKind = {
  name: 'rate-limit-by-key',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy',
  standing: (element) => {
    const why = unusualPeriod([element], { most: LONGEST_RATE })
    return why === null ? { kind: 'enforced' } : { kind: 'adapted', why }
  },
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        calls: { ...COUNT, required: true },
        'renewal-period': RENEWAL_PERIOD.rate,
        'counter-key': REQUIRED,
        'increment-condition': ANY,
        'increment-count': COUNT,
        ...TELLS,
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
  standing: (element) => {
    const why = element.attributes['bandwidth'] ? BODIES : unusualPeriod([element], { least: SHORTEST_QUOTA })
    return why === null ? { kind: 'enforced' } : { kind: 'adapted', why }
  },
  faults: (element) => [
    ...shapeFaults(element, {
      attributes: {
        calls: FIXED,
        bandwidth: FIXED,
        'renewal-period': { ...RENEWAL_PERIOD.quota, literal: true },
        'counter-key': REQUIRED,
        'increment-condition': ANY,
        'increment-count': COUNT,
        'first-period-start': { literal: true, time: true },
      },
    }),
    ...limitFaults(element, ['calls', 'bandwidth']),
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
