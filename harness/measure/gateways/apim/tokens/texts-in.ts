import type { PolicyElement } from '../../../../model/policy-document.ts'
import type { GatewayExchange } from '../exchange.ts'
import { textOf } from '../expressions/evaluate.ts'

/** What the texts of elements come to, without the empty ones. */
export const textsIn = (elements: readonly PolicyElement[], exchange: GatewayExchange): readonly string[] =>
  elements.map(({ text }) => (text ? textOf(text, exchange).trim() : '')).filter((text) => text !== '')

/** Of the children of a list: `audiences` → each `audience`. */
export const textsOfList = ({ children }: PolicyElement, list: string, exchange: GatewayExchange): readonly string[] =>
  textsIn(
    children.filter(({ name }) => name === list).flatMap((one) => one.children),
    exchange,
  )
