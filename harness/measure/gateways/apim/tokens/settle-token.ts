import type { PolicyElement } from '../../../../model/policy-document.ts'
import { literalOf } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { jwtValue } from '../expressions/jwt-value.ts'
import { trace } from '../trace.ts'
import { type TokenFailure, tokenError } from './failure.ts'
import type { FoundToken } from './token-place.ts'
import type { GoodToken } from './validate-token.ts'

/**
 * What follows on a validation: the token in the document's variable, or the refusal.
 * @throws PolicyError when it failed
 */
export const settleToken = (
  element: PolicyElement,
  exchange: GatewayExchange,
  { place }: FoundToken,
  outcome: GoodToken | TokenFailure,
): void => {
  if ('reason' in outcome) throw tokenError(element, exchange, outcome)
  const { header, claims, raw, taken } = outcome
  const variable = literalOf(element, 'output-token-variable-name')
  if (variable) exchange.variables.set(variable, jwtValue({ header, claims, raw }))
  trace(exchange, element, `token in ${place} is valid${taken === null ? '' : ` (${taken})`}`)
}
