import type { PolicyElement } from '../../../../model/policy-document.ts'
import type { GatewayExchange } from '../exchange.ts'
import { quotaMeter, rateMeter } from '../meter.ts'
import type { PolicyKind, Standing, Step } from '../policy.ts'
import { shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'
import { limitBandwidth } from './limit-bandwidth.ts'
import { limitCalls } from './limit-calls.ts'
import { limitParts } from './limit-parts.ts'
import { quotaExceeded, rateExceeded } from './limit-refusals.ts'
import { FIXED, limitFaults, PARTS, partsIn, TELLS } from './limit-shapes.ts'
import { LONGEST_RATE, RENEWAL_PERIOD, renewalPeriod, unusualPeriod } from './renewal-period.ts'

const bySubscription = ({ subscription }: GatewayExchange): string => subscription?.key ?? ''

/** The vendor applies these where a subscription key was shown, and nowhere else. https://learn.microsoft.com/azure/api-management/rate-limit-policy#usage-notes */
const ofSubscriptions =
  (element: PolicyElement, limit: Step): Step =>
  (exchange) => {
    if (exchange.subscription) return limit(exchange)
    trace(exchange, element, 'the caller shows no subscription key, so nothing is counted')
    return { kind: 'next' }
  }

/** Calls of a subscription. */
export const rateLimit: PolicyKind = {
  name: 'rate-limit',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/rate-limit-policy',
  standing: (element) => standingOf(element, unusualPeriod([element, ...partsIn(element)], { most: LONGEST_RATE })),
  faults: (element) => [
    ...shapeFaults(element, {
      attributes: {
        calls: { ...FIXED, required: true, whole: { least: 1, most: Number.POSITIVE_INFINITY } },
        'renewal-period': { ...RENEWAL_PERIOD.rate, literal: true },
        ...TELLS,
      },
      children: { api: PARTS },
    }),
    ...limitFaults(element, ['calls']),
  ],
  compile: (element, tools) =>
    ofSubscriptions(
      element,
      limitParts(element, (part, keyOf, refusalOf) =>
        limitCalls(part, tools, {
          meterOf: rateMeter,
          keyOf: (exchange) => `${keyOf(exchange)} ${bySubscription(exchange)}`,
          secondsOf: (exchange) => renewalPeriod(withPeriod(part, element), exchange, 'rate'),
          refusal: refusalOf(rateExceeded),
        }),
      ),
    ),
}

/** Calls of a subscription in a longer time, and kilobytes. */
export const quota: PolicyKind = {
  name: 'quota',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/quota-policy',
  standing: (element) =>
    [element, ...partsIn(element)].some(({ attributes }) => attributes['bandwidth'])
      ? { kind: 'adapted', why: BODIES }
      : standingOf(element, null),
  faults: (element) => [
    ...shapeFaults(element, {
      attributes: {
        calls: FIXED,
        bandwidth: FIXED,
        'renewal-period': { ...RENEWAL_PERIOD.quota, literal: true },
      },
      children: { api: PARTS },
    }),
    ...limitFaults(element, ['calls', 'bandwidth']),
  ],
  compile: (element, tools) =>
    ofSubscriptions(
      element,
      limitParts(element, (part, keyOf, refusalOf) => {
        const key = (exchange: GatewayExchange): string => `${keyOf(exchange)} ${bySubscription(exchange)}`
        const secondsOf = (exchange: GatewayExchange): number =>
          renewalPeriod(withPeriod(part, element), exchange, 'quota')
        const refusal = refusalOf((of, _exchange, seconds) => quotaExceeded('call volume', of, seconds))
        const bandwidth = limitBandwidth(part, tools, { keyOf: key, secondsOf })
        const calls = limitCalls(part, tools, { meterOf: quotaMeter, keyOf: key, secondsOf, refusal })
        return async (exchange) => {
          await bandwidth(exchange)
          return calls(exchange)
        }
      }),
    ),
}

/** Of quotas with a bandwidth. */
export const BODIES = 'of the bandwidth the bodies are counted, the header fields are not'

const standingOf = ({ children }: PolicyElement, unusual: string | null): Standing => {
  if (unusual !== null) return { kind: 'adapted', why: unusual }
  return children.length > 0
    ? { kind: 'adapted', why: 'which API and which operation is asked is what the settings say' }
    : { kind: 'enforced' }
}

/** An API's or operation's own length, else that of the whole. */
const withPeriod = (part: PolicyElement, whole: PolicyElement): PolicyElement =>
  part.attributes['renewal-period'] ? part : whole
