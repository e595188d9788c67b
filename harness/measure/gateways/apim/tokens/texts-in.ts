import type { PolicyElement } from '../../../../model/policy-document.ts'
import type { GatewayExchange } from '../exchange.ts'
import { textOf } from '../expressions/evaluate.ts'
import { CannotTell } from '../policy.ts'

/**
 * What the texts of elements come to.
 * @throws CannotTell when one comes to nothing: a list that lost what it allows would allow everything
 */
export const textsIn = (elements: readonly PolicyElement[], exchange: GatewayExchange): readonly string[] =>
  elements.map(({ name, spot, text }) => {
    const come = text ? textOf(text, exchange).trim() : ''
    if (come === '') throw new CannotTell(text?.spot ?? spot, `<${name}> comes to nothing`)
    return come
  })

/** Of the children of a list: `audiences` → each `audience`. */
export const textsOfList = ({ children }: PolicyElement, list: string, exchange: GatewayExchange): readonly string[] =>
  textsIn(
    children.filter(({ name }) => name === list).flatMap((one) => one.children),
    exchange,
  )
