import type { PolicyElement } from '../../../../model/policy-document.ts'
import type { GatewayExchange } from '../exchange.ts'
import type { PolicyKind } from '../policy.ts'
import { tokenError } from './failure.ts'
import { settleToken } from './settle-token.ts'
import { tokenIn } from './token-place.ts'
import { type TokenRules, tokenValidation } from './validate-token.ts'

/** A policy that looks for a token in one place, and holds it against what the document says of tokens. */
export const validating =
  (rulesOf: (element: PolicyElement, exchange: GatewayExchange) => TokenRules): PolicyKind['compile'] =>
  (element, { context }) => {
    const validate = tokenValidation(context)
    return async (exchange) => {
      const found = tokenIn(element, exchange)
      if ('reason' in found) throw tokenError(element, exchange, found)
      settleToken(element, exchange, found, await validate(found.raw, rulesOf(element, exchange), exchange))
      return { kind: 'next' }
    }
  }
