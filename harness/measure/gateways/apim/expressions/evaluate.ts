import type { PolicyText, Spot } from '../../../../model/policy-document.ts'
import type { Expression } from '../../../../model/policy-expression.ts'
import type { GatewayExchange } from '../exchange.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'

/** What C# would have thrown. */
export class EvaluationError extends Error {
  readonly spot: Spot

  constructor(spot: Spot, message: string) {
    super(message)
    this.name = 'EvaluationError'
    this.spot = spot
  }
}

const valueAt = (text: PolicyText, _exchange: GatewayExchange): Value => {
  if (text.kind === 'literal') return text.text
  throw new CannotTell(text.spot, 'no expression is evaluated yet')
}

export const textOf = (text: PolicyText, exchange: GatewayExchange): string => {
  const value = valueAt(text, exchange)
  return typeof value === 'string' ? value : ''
}

export const truthOf = (text: PolicyText, exchange: GatewayExchange): boolean =>
  textOf(text, exchange).toLowerCase() === 'true'

export const unknownIn = (_expression: Expression): readonly { readonly spot: Spot; readonly what: string }[] => []

export { valueAt as valueOf }
