import type { PolicyElement } from '../../../../model/policy-document.ts'
import type { GatewayExchange } from '../exchange.ts'
import { quotaMeter, rateMeter } from '../meter.ts'
import type { PolicyFault, PolicyKind, Standing } from '../policy.ts'
import { ANY, type ElementShape, shapeFaults } from '../shape.ts'
import { limitBandwidth } from './limit-bandwidth.ts'
import { limitCalls } from './limit-calls.ts'
import { limitParts } from './limit-parts.ts'
import { quotaExceeded, rateExceeded } from './limit-refusals.ts'
import { RENEWAL_PERIOD, renewalPeriod } from './renewal-period.ts'

const PART = { name: ANY, id: ANY, calls: ANY, 'renewal-period': ANY, bandwidth: ANY }
const PARTS: ElementShape = { attributes: PART, children: { operation: { attributes: PART } } }

/** A subscription that nobody asked for is one caller. */
const bySubscription = ({ subscription }: GatewayExchange): string => subscription?.key ?? ''

/** Calls of a subscription. */
export const rateLimit: PolicyKind = {
  name: 'rate-limit',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/rate-limit-policy',
  standing: ({ children }) => standingOf(children),
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        calls: { required: true, whole: { least: 1, most: Number.POSITIVE_INFINITY } },
        'renewal-period': RENEWAL_PERIOD.rate,
        'retry-after-header-name': ANY,
        'retry-after-variable-name': ANY,
        'remaining-calls-header-name': ANY,
        'remaining-calls-variable-name': ANY,
        'total-calls-header-name': ANY,
      },
      children: { api: PARTS },
    }),
  compile: (element, tools) =>
    limitParts(element, (part, keyOf, refusalOf) =>
      limitCalls(part, tools, {
        meterOf: rateMeter,
        keyOf: (exchange) => `${keyOf(exchange)} ${bySubscription(exchange)}`,
        secondsOf: (exchange) => renewalPeriod(withPeriod(part, element), exchange, 'rate'),
        refusal: refusalOf(rateExceeded),
      }),
    ),
}

/** Calls of a subscription in a longer time, and kilobytes. */
export const quota: PolicyKind = {
  name: 'quota',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/quota-policy',
  standing: ({ attributes, children }) =>
    attributes['bandwidth'] ? { kind: 'adapted', why: BODIES } : standingOf(children),
  faults: (element) => [
    ...shapeFaults(element, {
      attributes: { calls: ANY, bandwidth: ANY, 'renewal-period': RENEWAL_PERIOD.quota },
      children: { api: PARTS },
    }),
    ...(element.children.length > 0 ? [] : withoutLimit(element)),
  ],
  compile: (element, tools) =>
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
}

/** A quota of nothing lets everything in. */
export const withoutLimit = ({ name, spot, attributes }: PolicyElement): readonly PolicyFault[] =>
  attributes['calls'] || attributes['bandwidth']
    ? []
    : [{ spot, what: `<${name}> has neither "calls" nor "bandwidth".` }]

/** Of quotas with a bandwidth. */
export const BODIES = 'of the bandwidth the bodies are counted, the header fields are not'

const standingOf = (parts: readonly PolicyElement[]): Standing =>
  parts.length > 0
    ? { kind: 'adapted', why: 'which API and which operation is asked is what the settings say' }
    : { kind: 'enforced' }

/** An API's or operation's own length, else that of the whole. */
const withPeriod = (part: PolicyElement, whole: PolicyElement): PolicyElement =>
  part.attributes['renewal-period'] ? part : whole
