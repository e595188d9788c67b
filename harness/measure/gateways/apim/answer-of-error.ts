import { atLine } from '../../../model/policy-document.ts'
import { byOf, sayBy } from './answering.ts'
import type { GatewayExchange, LastError, ResponseMessage } from './exchange.ts'
import { EvaluationError } from './expressions/evaluate.ts'
import { errorResponse, isAnswerable } from './messages.ts'
import { CannotTell, PolicyError, type Step } from './policy.ts'

/** on-error has the last word; where it says nothing, the answer of the error stands. By whom it is stays: the rule that failed. */
export const failed = async (
  exchange: GatewayExchange,
  onError: Step,
  error: LastError,
  response: ResponseMessage,
): Promise<ResponseMessage> => {
  const by = byOf(response) ?? error.source
  exchange.lastError = error
  exchange.response = response
  exchange.section = 'on-error'
  try {
    const flow = await onError(exchange)
    return sayBy(flow.kind === 'answer' ? flow.response : (exchange.response ?? response), by)
  } catch (again) {
    if (!(again instanceof PolicyError)) throw again
    return responseTo(again, exchange)
  }
}

export const responseTo = (
  { element, status, told, fields, why, answer: own }: PolicyError,
  { id }: GatewayExchange,
): ResponseMessage => {
  const by = `${atLine(element.spot)} ${element.name}: ${why}`
  // Whoever counts answers would take it for a yes.
  if (status < 400) throw new CannotTell(element.spot, `${element.name} refuses with the status ${status}: ${why}`)
  if (!isAnswerable(status)) throw new CannotTell(element.spot, `${element.name} refuses with the status ${status}`)
  const body = status === 500 ? { message: told, activityId: id } : { message: told }
  return sayBy(own ?? errorResponse(status, body, fields), by)
}

/** Never let in, and never taken for a refusal of the document's. */
export const notTold = (error: unknown): ResponseMessage => {
  if (!(error instanceof CannotTell || error instanceof EvaluationError)) throw error
  const by = `${atLine(error.spot)} cannot tell: ${error.message}`
  return sayBy(errorResponse(500, { message: by }), by)
}
