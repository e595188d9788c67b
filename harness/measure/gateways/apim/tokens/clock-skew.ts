import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeText } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { CannotTell } from '../policy.ts'

/** How far clocks may differ, in seconds. @throws CannotTell when it comes to no time */
export const clockSkew = (element: PolicyElement, exchange: GatewayExchange): number => {
  const text = attributeText(element, 'clock-skew', exchange)
  const seconds = text === null ? 0 : secondsIn(text)
  if (seconds !== null) return seconds
  throw new CannotTell(element.attributes['clock-skew']?.spot ?? element.spot, `"clock-skew" comes to "${text}"`)
}

/** Seconds of an attribute that is a number of them, or a time span (`00:05:00`); null: it is neither. */
export const secondsIn = (text: string): number | null => {
  const span = /^(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim())
  if (span) {
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = span.slice(1).map((part) => Number(part ?? 0))
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
  }
  return /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : null
}
