import type { PolicyElement } from '../../../../model/policy-document.ts'
import type { PolicyFault } from '../policy.ts'
import { type AttributeShape, COUNT, type ElementShape, LITERAL } from '../shape.ts'

/** A number that no expression may give. */
export const FIXED: AttributeShape = { ...COUNT, literal: true }

/** Where a limit tells what is left of it. https://learn.microsoft.com/azure/api-management/rate-limit-policy#attributes */
export const TELLS: Readonly<Record<string, AttributeShape>> = {
  'retry-after-header-name': LITERAL,
  'retry-after-variable-name': LITERAL,
  'remaining-calls-header-name': LITERAL,
  'remaining-calls-variable-name': LITERAL,
  'total-calls-header-name': LITERAL,
}

const PART = { name: LITERAL, id: LITERAL, calls: FIXED, 'renewal-period': FIXED, bandwidth: FIXED }

/** The limits of an API and of its operations. */
export const PARTS: ElementShape = { attributes: PART, children: { operation: { attributes: PART } } }

/** What stands within a limit: each API and each of its operations. */
export const partsIn = ({ children }: PolicyElement): readonly PolicyElement[] =>
  children.flatMap((api) => [api, ...api.children])

/** A limit of nothing, and a part of nobody, let everything in. */
export const limitFaults = (element: PolicyElement, limits: readonly string[]): readonly PolicyFault[] => [
  ...[element, ...partsIn(element)].flatMap((one) => withoutLimit(one, limits)),
  ...partsIn(element).flatMap(unnamed),
]

/** One that only holds others needs none of its own. */
const withoutLimit = (
  { name, spot, attributes, children }: PolicyElement,
  limits: readonly string[],
): readonly PolicyFault[] =>
  children.length > 0 || limits.some((one) => attributes[one])
    ? []
    : [{ spot, what: `<${name}> has ${limits.length > 1 ? 'neither' : 'no'} ${quoted(limits)}.` }]

const quoted = (names: readonly string[]): string => names.map((one) => `"${one}"`).join(' nor ')

const unnamed = ({ name, spot, attributes }: PolicyElement): readonly PolicyFault[] =>
  attributes['id'] || attributes['name'] ? [] : [{ spot, what: `<${name}> has neither "id" nor "name".` }]
