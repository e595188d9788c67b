import type { PolicyText } from '../../../../model/policy-document.ts'
import type { GatewayExchange } from '../exchange.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { displayed } from './displayed.ts'
import { EvaluationError } from './evaluation-error.ts'
import { Interpreter } from './interpreter.ts'
import { Scope } from './scope.ts'

/**
 * What a text of a policy document comes to for one request.
 * @throws EvaluationError what C# would have thrown
 * @throws CannotTell what is not known here, and what takes too long
 */
const valueFor = (text: PolicyText, exchange: GatewayExchange): Value => {
  if (text.kind === 'literal') return text.text
  const run = new Interpreter(exchange)
  const scope = new Scope(null)
  const { expression } = text
  try {
    return expression.form === 'value' ? run.value(expression.value, scope) : run.block(expression.body, scope).value
  } catch (error) {
    if (error instanceof RangeError) throw new CannotTell(text.spot, `the expression takes too much: ${error.message}`)
    throw error
  }
}

/** Its text as C#'s ToString has it in the invariant culture; null: nothing. @throws as `valueOf` */
export const textOf = (text: PolicyText, exchange: GatewayExchange): string =>
  displayed(valueFor(text, exchange), text.spot)

/** @throws as `valueOf`, and CannotTell for what is neither true nor false */
export const truthOf = (text: PolicyText, exchange: GatewayExchange): boolean => {
  const value = valueFor(text, exchange)
  if (typeof value === 'boolean') return value
  const said = displayed(value, text.spot).trim().toLowerCase()
  if (said === 'true' || said === 'false') return said === 'true'
  throw new CannotTell(text.spot, 'neither true nor false')
}

export { unknownIn, unlistedIn } from './unknown-in.ts'
export { untoldIn } from './untold-in.ts'
export { EvaluationError, valueFor as valueOf }
