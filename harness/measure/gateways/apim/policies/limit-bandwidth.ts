import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeNumber } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { quotaMeter } from '../meter.ts'
import type { Step, Tools } from '../policy.ts'
import type { CallLimit } from './limit-calls.ts'
import { quotaExceeded } from './limit-refusals.ts'

/** Counts the kilobytes of bodies, there and back, and refuses once `bandwidth` of them are used. */
export const limitBandwidth =
  (
    element: PolicyElement,
    tools: Tools,
    { keyOf, secondsOf, firstMs }: Pick<CallLimit, 'keyOf' | 'secondsOf' | 'firstMs'>,
  ): Step =>
  (exchange) => {
    if (!element.attributes['bandwidth']) return { kind: 'next' }
    const most = attributeNumber(element, 'bandwidth', exchange, 0)
    const seconds = secondsOf(exchange)
    const key = `${element.name} bandwidth ${keyOf(exchange)}`
    const meter = () =>
      quotaMeter(tools, { key, seconds, most, ...(firstMs === undefined ? {} : { firstMs }) }, exchange)
    if (meter().used() >= most) throw quotaExceeded('bandwidth', element, meter().secondsLeft(1))
    const sent = sizeOf(exchange.request.body)
    exchange.onAnswer.push(({ body }) => meter().count((sent + sizeOf(body)) / 1024))
    return { kind: 'next' }
  }

const sizeOf = (body: GatewayExchange['request']['body']): number => body?.length ?? 0
