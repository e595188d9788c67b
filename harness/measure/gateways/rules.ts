import type { RequestHandler } from 'msw'
import type { GatewayRules } from '../../model/gateway-rules.ts'
import { everyRequest } from './every-request.ts'
import type { GatewayContext } from './gateway.ts'
import { credentialWanted } from './policies/credential-wanted.ts'
import { answersInTurn } from './rule-answers.ts'
import { usualAnswer } from './usual-answer.ts'
import { vendorAnswers } from './vendor-answers.ts'

/**
 * A gateway as data: who lacks the credential is refused, whatever the path; who has it gets the first answer that fits.
 * What is counted (`time`) is counted for these handlers alone.
 * @param label what reports call it
 */
export const rulesHandlers = (label: string, rules: GatewayRules, context: GatewayContext): RequestHandler[] => {
  const refusalOf = credentialWanted(label, rules, context)
  const answerTo = answersInTurn(({ name }) => `${label}: ${name}`, rules.answers)
  const vendor = vendorAnswers(context)
  return [
    everyRequest(async (request) => (await refusalOf(request)) ?? answerTo(request) ?? usualAnswer(request, vendor)),
  ]
}
