import type { PolicyElement } from '../../../model/policy-document.ts'
import type { GatewayExchange } from './exchange.ts'
import { EvaluationError, textOf, truthOf } from './expressions/evaluate.ts'

/** What an attribute comes to for this request; null: it is not there. */
export const attributeText = (element: PolicyElement, name: string, exchange: GatewayExchange): string | null => {
  const text = element.attributes[name]
  return text === undefined ? null : textOf(text, exchange)
}

export const attributeTruth = (
  element: PolicyElement,
  name: string,
  exchange: GatewayExchange,
  otherwise: boolean,
): boolean => {
  const text = element.attributes[name]
  return text === undefined ? otherwise : truthOf(text, exchange)
}

/** @throws EvaluationError when it comes to no number: API Management converts there, and fails */
export const attributeNumber = (
  element: PolicyElement,
  name: string,
  exchange: GatewayExchange,
  otherwise: number,
): number => {
  const text = element.attributes[name]
  if (text === undefined) return otherwise
  const number = Number(textOf(text, exchange).trim() || Number.NaN)
  if (Number.isFinite(number)) return number
  throw new EvaluationError(text.spot, `"${name}" of <${element.name}> comes to no number.`)
}

/** A literal attribute's text, known without any request; null: it is not there, or an expression. */
export const literalOf = (element: PolicyElement, name: string): string | null => {
  const text = element.attributes[name]
  return text?.kind === 'literal' ? text.text : null
}
