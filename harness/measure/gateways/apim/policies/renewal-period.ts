import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeNumber, literalOf } from '../attribute.ts'
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
 * A period that the vendor's reference does not have is counted here as it is written; null: it has this one.
 * @param most of a rate, in seconds: https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy#attributes
 * @param least of a quota by key: https://learn.microsoft.com/azure/api-management/quota-by-key-policy#attributes
 */
export const unusualPeriod = (
  elements: readonly PolicyElement[],
  { least = 0, most = Number.POSITIVE_INFINITY }: { readonly least?: number; readonly most?: number },
): string | null => {
  const periods = elements
    .map((element) => Number(literalOf(element, 'renewal-period') ?? 0))
    .filter((one) => one !== 0)
  if (periods.some((one) => one > most)) return `the vendor takes a renewal-period of ${most} s at most`
  return periods.some((one) => one < least) ? `the vendor takes a renewal-period of ${least} s at least, or 0` : null
}

export const LONGEST_RATE = 300
export const SHORTEST_QUOTA = 300

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
