import { atLine, type PolicyElement } from '../../../../model/policy-document.ts'
import { sayBy } from '../answering.ts'
import { attributeNumber, attributeText } from '../attribute.ts'
import type { GatewayExchange, ResponseMessage } from '../exchange.ts'
import { blankResponse, isAnswerable, reasonOf } from '../messages.ts'
import { PolicyError, type PolicyKind } from '../policy.ts'
import { ANY, type ElementShape, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

export const SET_STATUS: ElementShape = {
  attributes: { code: { required: true, whole: { least: 100, most: 999 } }, reason: ANY },
}

export const setStatus: PolicyKind = {
  name: 'set-status',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/set-status-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => shapeFaults(element, SET_STATUS),
  compile: (element) => (exchange) => {
    // Before there is an answer, it is the one that is given if nobody is asked for another.
    exchange.response ??= blankResponse(200)
    const { response } = exchange
    writeStatus(element, exchange, response)
    sayBy(response, `${atLine(element.spot)} set-status`)
    trace(exchange, element, `the status is ${response.status}`)
    return { kind: 'next' }
  },
}

/** Does what a `set-status` says to this answer. */
export const writeStatus = (element: PolicyElement, exchange: GatewayExchange, response: ResponseMessage): void => {
  response.status = statusIn(element, 'code', exchange)
  response.reason = attributeText(element, 'reason', exchange) ?? reasonOf(response.status)
}

/** @throws PolicyError when it is none that can be answered with: 1xx are not final */
export const statusIn = (element: PolicyElement, attribute: string, exchange: GatewayExchange): number => {
  const status = attributeNumber(element, attribute, exchange, 200)
  if (isAnswerable(status)) return status
  throw new PolicyError(element, {
    reason: 'ExpressionValueEvaluationFailure',
    message: `The status code ${status} is none.`,
    status: 500,
    told: 'Internal server error',
  })
}
