import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeNumber } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { CannotTell } from '../policy.ts'

/**
 * How long a limit's window is, in seconds. Of a quota, 0 is for ever.
 * https://learn.microsoft.com/azure/api-management/quota-policy#attributes
 * @throws CannotTell when it comes to no length: such a limit would let everything in
 */
export const renewalPeriod = (element: PolicyElement, exchange: GatewayExchange, kind: 'rate' | 'quota'): number => {
  const seconds = attributeNumber(element, 'renewal-period', exchange, 0)
  if (seconds === 0 && kind === 'quota') return Number.POSITIVE_INFINITY
  if (seconds > 0) return seconds
  throw new CannotTell(
    element.attributes['renewal-period']?.spot ?? element.spot,
    `"renewal-period" comes to ${seconds}`,
  )
}
