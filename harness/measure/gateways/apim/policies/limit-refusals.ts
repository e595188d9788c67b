import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeText } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { PolicyError } from '../policy.ts'

/** 429. https://learn.microsoft.com/azure/api-management/rate-limit-policy */
export const rateExceeded = (element: PolicyElement, exchange: GatewayExchange, seconds: number): PolicyError => {
  const name = attributeText(element, 'retry-after-header-name', exchange) ?? 'Retry-After'
  const total = attributeText(element, 'total-calls-header-name', exchange)
  const remaining = attributeText(element, 'remaining-calls-header-name', exchange)
  return new PolicyError(element, {
    reason: 'RateLimitExceeded',
    message: 'Rate limit is exceeded',
    told: `Rate limit is exceeded. Try again in ${seconds} seconds.`,
    status: 429,
    fields: {
      [name]: String(seconds),
      ...(remaining ? { [remaining]: '0' } : {}),
      ...(total ? { [total]: attributeText(element, 'calls', exchange) ?? '' } : {}),
    },
    why: 'more calls than the rate allows',
  })
}

/**
 * 403. https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies#predefined-errors-for-policies
 * @param seconds until it is replenished; Infinity: never
 */
export const quotaExceeded = (
  what: 'call volume' | 'bandwidth',
  element: PolicyElement,
  seconds: number,
): PolicyError =>
  new PolicyError(element, {
    reason: 'QuotaExceeded',
    message: `Out of ${what} quota.${seconds === Number.POSITIVE_INFINITY ? '' : ` Quota will be replenished in ${clock(seconds)}.`}`,
    status: 403,
    fields: seconds === Number.POSITIVE_INFINITY ? {} : { 'Retry-After': String(seconds) },
    why: `more ${what === 'bandwidth' ? 'kilobytes' : 'calls'} than the quota allows`,
  })

/** `HH:MM:SS`. */
const clock = (seconds: number): string =>
  [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')
