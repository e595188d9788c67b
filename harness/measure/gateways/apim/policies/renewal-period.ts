import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeNumber } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { CannotTell } from '../policy.ts'
import type { AttributeShape } from '../shape.ts'

const WHOLE = { required: true, whole: { least: 0, most: Number.POSITIVE_INFINITY } } as const

/** What may stand there. */
export const RENEWAL_PERIOD: Readonly<Record<'rate' | 'quota', AttributeShape>> = {
  rate: { ...WHOLE, whole: { ...WHOLE.whole, least: 1 } },
  quota: WHOLE,
}

/**
 * How long a limit's window is, in seconds. Of a quota, 0 is for ever.
 * https://learn.microsoft.com/azure/api-management/quota-policy#attributes
 * @throws CannotTell when it comes to no length, or to a part of a second: such a limit would let everything in
 */
export const renewalPeriod = (element: PolicyElement, exchange: GatewayExchange, kind: 'rate' | 'quota'): number => {
  const seconds = attributeNumber(element, 'renewal-period', exchange, 0)
  if (seconds === 0 && kind === 'quota') return Number.POSITIVE_INFINITY
  if (seconds > 0 && Number.isInteger(seconds)) return seconds
  throw new CannotTell(
    element.attributes['renewal-period']?.spot ?? element.spot,
    `"renewal-period" comes to ${seconds}`,
  )
}
