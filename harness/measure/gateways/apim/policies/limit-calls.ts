import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeNumber, attributeTruth } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import type { quotaMeter } from '../meter.ts'
import { CannotTell, type PolicyError, type Step, type Tools } from '../policy.ts'
import { trace } from '../trace.ts'
import { fieldsToldIn, tellNumber } from './limit-told.ts'

/** How a policy limits calls. */
export type CallLimit = {
  readonly meterOf: typeof quotaMeter
  readonly keyOf: (exchange: GatewayExchange) => string
  /** The length of a window in seconds; Infinity: it never ends. */
  readonly secondsOf: (exchange: GatewayExchange) => number
  /** When one of its windows begins. */
  readonly firstMs?: number
  /** What becomes of a call too many; `seconds`: until there is room again. */
  readonly refusal: (element: PolicyElement, exchange: GatewayExchange, seconds: number) => PolicyError | CannotTell
}

/** Counts calls by a key, and refuses those beyond `calls` within a window. */
export const limitCalls = (
  element: PolicyElement,
  tools: Tools,
  { meterOf, keyOf, secondsOf, firstMs, refusal }: CallLimit,
): Step => {
  const isLater = ['increment-condition', 'increment-count'].some((name) => asksForAnswer(element, name))
  const isShared = element.attributes['counter-key'] !== undefined
  return (exchange) => {
    const calls = attributeNumber(element, 'calls', exchange, Number.POSITIVE_INFINITY)
    const seconds = secondsOf(exchange)
    const key = `${element.name} ${seconds} ${keyOf(exchange)}`
    const isCounted = isShared && countedIn(exchange).has(key)
    const meter = () =>
      meterOf(tools, { key, seconds, most: calls, ...(firstMs === undefined ? {} : { firstMs }) }, exchange)
    // Of a bucket that is filled steadily a part of a call is none.
    const left = () => Math.max(0, Math.floor(calls - meter().used()))
    if (isCounted ? meter().used() > calls : left() === 0) {
      const wait = meter().secondsLeft(1)
      tellNumber(element, 'remaining-calls-variable-name', 0, exchange)
      tellNumber(element, 'retry-after-variable-name', wait, exchange)
      throw refusal(element, exchange, wait)
    }
    const count = () => {
      const more = isShared && countedIn(exchange).has(key) ? 0 : incrementOf(element, exchange)
      if (more === 0) return
      countedIn(exchange).add(key)
      meter().count(more)
    }
    if (!isLater) count()
    tellNumber(element, 'remaining-calls-variable-name', left(), exchange)
    exchange.onAnswer.push((response) => {
      if (isLater) count()
      fieldsToldIn(element, response.fields, exchange, {
        'remaining-calls-header-name': left(),
        'total-calls-header-name': calls,
      })
    })
    trace(exchange, element, `${calls - left()} of ${calls} calls`)
    return { kind: 'next' }
  }
}

/** The counters that a request was counted by: several policies of one key count it once. https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy */
const countedIn = (exchange: GatewayExchange): Set<string> => {
  const keys = counted.get(exchange) ?? new Set<string>()
  counted.set(exchange, keys)
  return keys
}

const counted = new WeakMap<GatewayExchange, Set<string>>()

/** Counted once the answer stands: nothing can be said of it before. */
const asksForAnswer = ({ attributes }: PolicyElement, name: string): boolean => {
  const text = attributes[name]
  return text?.kind === 'expression' && text.source.includes('context.Response')
}

const incrementOf = (element: PolicyElement, exchange: GatewayExchange): number => {
  if (!attributeTruth(element, 'increment-condition', exchange, true)) return 0
  const count = attributeNumber(element, 'increment-count', exchange, 1)
  if (count >= 0) return count
  throw new CannotTell(element.spot, `"increment-count" comes to ${count}`)
}
