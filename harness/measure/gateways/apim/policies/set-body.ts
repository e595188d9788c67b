import type { PolicyElement } from '../../../../model/policy-document.ts'
import type { Spot } from '../../../../model/spot.ts'
import { literalOf } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { displayed } from '../expressions/displayed.ts'
import { valueOf as valueFor } from '../expressions/evaluate.ts'
import { BytesValue } from '../expressions/objects.ts'
import { deleteField } from '../fields.ts'
import { fillLiquid } from '../liquid/fill-liquid.ts'
import { liquidNames } from '../liquid/liquid-names.ts'
import { unknownLiquid } from '../liquid/unknown-liquid.ts'
import { messageOf } from '../message-of.ts'
import { CannotTell, type PolicyKind, type Standing } from '../policy.ts'
import { type ElementShape, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

export const SET_BODY: ElementShape = {
  attributes: {
    template: { oneOf: ['liquid', 'none'] },
    'xsi-nil': { oneOf: ['blank', 'null'], literal: true },
    'parse-date': { oneOf: ['true', 'false'] },
  },
  text: 'may',
  // Markup of another language, which is text.
  children: 'any',
}

export const setBody: PolicyKind = {
  name: 'set-body',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/set-body-policy',
  standing: (element) => bodyStanding(element),
  faults: (element) => shapeFaults(element, SET_BODY),
  compile: (element) => (exchange) => {
    const message = messageOf(exchange)
    if (message) {
      message.body = bodyOf(element, exchange, message.body)
      deleteField(message.fields, 'content-length')
    }
    trace(exchange, element, message ? `the body has ${message.body?.length ?? 0} bytes` : 'there is no answer yet')
    return { kind: 'next' }
  },
}

/** What of a Liquid template is not known leaves a hole. */
const bodyStanding = (element: PolicyElement): Standing => {
  const unknown = isLiquid(element) ? unknownLiquid(templateOf(element)) : []
  return unknown.length === 0
    ? { kind: 'enforced' }
    : { kind: 'adapted', why: `of its Liquid template ${unknown.join(', ')} is left out` }
}

/**
 * The body that a `set-body` makes.
 * @param before what stands there: a Liquid template's `body`
 */
export const bodyOf = (
  element: PolicyElement,
  exchange: GatewayExchange,
  before: Uint8Array | null,
): Uint8Array | null => {
  if (!element.text) return null
  if (isLiquid(element)) return bytesOf(filled(element, element.text.spot, exchange, before))
  const value = valueFor(element.text, exchange)
  return value instanceof BytesValue ? value.bytes : bytesOf(displayed(value, element.text.spot))
}

const filled = (element: PolicyElement, spot: Spot, exchange: GatewayExchange, before: Uint8Array | null): string => {
  try {
    return fillLiquid(templateOf(element), liquidNames(exchange, before))
  } catch (error) {
    // A template knows no places of its own.
    throw error instanceof CannotTell ? new CannotTell(spot, error.message) : error
  }
}

const bytesOf = (text: string): Uint8Array | null => (text === '' ? null : new TextEncoder().encode(text))

const isLiquid = (element: PolicyElement): boolean => literalOf(element, 'template')?.trim().toLowerCase() === 'liquid'

const templateOf = ({ text }: PolicyElement): string => {
  if (!text) return ''
  return text.kind === 'literal' ? text.text : text.source
}
