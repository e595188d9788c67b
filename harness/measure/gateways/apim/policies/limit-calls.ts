import type { PolicyElement, PolicyText } from '../../../../model/policy-document.ts'
import { attributeNumber, attributeText, attributeTruth } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { PolicyError, type Step, type Tools } from '../policy.ts'
import { trace } from '../trace.ts'
import { countIn, secondsLeft, type Window, windowOf } from '../window.ts'

/** How a policy limits calls, and what it says beyond them. */
export type CallLimit = {
  /** The attribute with the length of a window, in seconds. */
  readonly period: string
  readonly keyOf: (exchange: GatewayExchange) => string
  readonly refusal: (element: PolicyElement, exchange: GatewayExchange, seconds: number) => PolicyError
}

/** Counts calls by a key, and refuses those beyond `calls` within a window. */
export const limitCalls =
  (element: PolicyElement, tools: Tools, { period, keyOf, refusal }: CallLimit): Step =>
  (exchange) => {
    const calls = attributeNumber(element, 'calls', exchange, Number.POSITIVE_INFINITY)
    const seconds = attributeNumber(element, period, exchange, 60)
    const counts = isCounted(element, exchange)
    const key = `${element.name} ${keyOf(exchange)}`
    const window = windowOf(tools, key, seconds, exchange)
    const more = counts ? attributeNumber(element, 'increment-count', exchange, 1) : 0
    if (window.used + more > calls) throw refusal(element, exchange, secondsLeft(window, seconds, exchange))
    countIn(tools, key, window, more)
    tellLeft(element, exchange, calls - window.used - more)
    trace(exchange, element, toldOf(window, more, calls))
    return { kind: 'next' }
  }

/** An `increment-condition` over the answer cannot be looked at before there is one: the call counts. */
const isCounted = (element: PolicyElement, exchange: GatewayExchange): boolean => {
  const condition = element.attributes['increment-condition']
  return (condition && asksForAnswer(condition)) || attributeTruth(element, 'increment-condition', exchange, true)
}

export const asksForAnswer = (text: PolicyText): boolean =>
  text.kind === 'expression' && text.source.includes('context.Response')

const toldOf = ({ used }: Window, more: number, calls: number): string => `${used + more} of ${calls} calls`

const tellLeft = (element: PolicyElement, exchange: GatewayExchange, left: number): void => {
  const name = attributeText(element, 'remaining-calls-variable-name', exchange)
  if (name) exchange.variables.set(name, { kind: 'number', type: 'int', value: left })
}

/** 429, https://learn.microsoft.com/azure/api-management/rate-limit-policy */
export const rateExceeded = (element: PolicyElement, exchange: GatewayExchange, seconds: number): PolicyError => {
  const name = attributeText(element, 'retry-after-header-name', exchange) ?? 'Retry-After'
  const total = attributeText(element, 'total-calls-header-name', exchange)
  const remaining = attributeText(element, 'remaining-calls-header-name', exchange)
  return new PolicyError(element, {
    reason: 'RateLimitExceeded',
    message: `Rate limit is exceeded. Try again in ${seconds} seconds.`,
    status: 429,
    fields: {
      [name]: String(seconds),
      ...(remaining ? { [remaining]: '0' } : {}),
      ...(total ? { [total]: attributeText(element, 'calls', exchange) ?? '' } : {}),
    },
    why: 'more calls than the rate allows',
  })
}

/** 403, https://learn.microsoft.com/azure/api-management/quota-policy */
export const quotaExceeded = (element: PolicyElement, _exchange: GatewayExchange, seconds: number): PolicyError =>
  new PolicyError(element, {
    reason: 'QuotaExceeded',
    message: `Out of call volume quota. Quota will be replenished in ${clock(seconds)}.`,
    status: 403,
    fields: { 'Retry-After': String(seconds) },
    why: 'more calls than the quota allows',
  })

/** `HH:MM:SS`. */
const clock = (seconds: number): string =>
  [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')

/** A subscription that nobody asked for is one caller. */
export const bySubscription = ({ subscription }: GatewayExchange): string => subscription?.key ?? ''
