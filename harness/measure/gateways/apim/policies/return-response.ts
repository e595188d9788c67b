import { atLine, type PolicyElement } from '../../../../model/policy-document.ts'
import { literalOf } from '../attribute.ts'
import type { GatewayExchange, ResponseMessage } from '../exchange.ts'
import { copyOfFields } from '../fields.ts'
import { blankResponse } from '../messages.ts'
import { CannotTell, type PolicyKind } from '../policy.ts'
import { responseIn } from '../response-in.ts'
import { LITERAL, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'
import { bodyOf, SET_BODY } from './set-body.ts'
import { SET_HEADER, writeHeader } from './set-header.ts'
import { SET_STATUS, writeStatus } from './set-status.ts'

/** Ends all: 200 without a body, or a response that a variable holds, and what is written upon it. */
export const returnResponse: PolicyKind = {
  name: 'return-response',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/return-response-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) =>
    shapeFaults(element, {
      attributes: { 'response-variable-name': LITERAL },
      children: { 'set-status': SET_STATUS, 'set-header': SET_HEADER, 'set-body': SET_BODY },
    }),
  compile: (element) => (exchange) => {
    const name = literalOf(element, 'response-variable-name')
    const held = name === null ? null : responseIn(exchange.variables.get(name) ?? null)
    // The vendor's page does not say what is answered then.
    if (name !== null && !held && !element.children.some((child) => child.name === 'set-status'))
      throw new CannotTell(element.spot, `the variable ${name} holds no response`)
    const response = copyOf(held)
    for (const child of element.children) write(child, exchange, response)
    trace(exchange, element, `answered ${response.status}`)
    return { kind: 'answer', response, by: `${atLine(element.spot)} return-response` }
  },
}

const copyOf = (response: ResponseMessage | null): ResponseMessage =>
  response
    ? { status: response.status, reason: response.reason, fields: copyOfFields(response.fields), body: response.body }
    : blankResponse(200)

/** What stands in its expressions is of the exchange as it is; what they come to goes into the new answer. */
const write = (child: PolicyElement, exchange: GatewayExchange, response: ResponseMessage): void => {
  if (child.name === 'set-status') writeStatus(child, exchange, response)
  if (child.name === 'set-header') writeHeader(child, exchange, response.fields)
  // A Liquid template has no body to read here, as the vendor's page says.
  if (child.name === 'set-body') response.body = bodyOf(child, exchange, null)
}
