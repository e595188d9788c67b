import type { PolicyElement } from '../../../model/policy-document.ts'
import type { GatewayExchange } from './exchange.ts'
import { EvaluationError, textOf, truthOf } from './expressions/evaluate.ts'
import { CannotTell } from './policy.ts'

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
  const come = textOf(text, exchange).trim()
  if (NUMBER.test(come)) return Number(come)
  throw new EvaluationError(text.spot, `"${name}" of <${element.name}> comes to no number.`)
}

/**
 * Which of the words that may stand there it comes to; the first is meant where it is not there.
 * @throws CannotTell when it comes to another
 */
export const attributeChoice = <Word extends string>(
  element: PolicyElement,
  name: string,
  words: readonly [Word, ...Word[]],
  exchange: GatewayExchange,
): Word => {
  const come = attributeText(element, name, exchange)?.trim()
  if (come === undefined) return words[0]
  const word = words.find((one) => one.toLowerCase() === come.toLowerCase())
  if (word !== undefined) return word
  const spot = element.attributes[name]?.spot ?? element.spot
  throw new CannotTell(spot, `"${name}" comes to "${come}", expected ${words.join(' or ')}`)
}

/** As .NET reads one: `0x10` and `1e3` are none. */
const NUMBER = /^[-+]?\d+(?:\.\d+)?$/

/** A literal attribute's text, known without any request; null: it is not there, or an expression. */
export const literalOf = (element: PolicyElement, name: string): string | null => {
  const text = element.attributes[name]
  return text?.kind === 'literal' ? text.text : null
}
