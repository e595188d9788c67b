import type { PolicyElement, PolicyText } from '../../../model/policy-document.ts'
import { nearestName } from './nearest-name.ts'
import type { PolicyFault } from './policy.ts'

/** What an attribute may hold. What an expression comes to is known with a request alone, so it is looked at there. */
export type AttributeShape = {
  readonly required?: true
  /** It must be there, and may be empty. */
  readonly present?: true
  /** As literal, one of these; compared without case, since API Management takes `True` as well. */
  readonly oneOf?: readonly string[]
  /** As literal, a whole number within these bounds. */
  readonly whole?: { readonly least: number; readonly most: number }
  /** As literal, a number that is not negative. */
  readonly number?: true
  /** As literal, a point of time: `yyyy-MM-ddTHH:mm:ssZ`. */
  readonly time?: true
  /** The vendor's page says that no expression may stand here. */
  readonly literal?: true
}

/** What an element may hold. */
export type ElementShape = {
  readonly attributes?: Readonly<Record<string, AttributeShape>>
  /** By name; `'any'`: whatever stands there is looked at elsewhere (policies, markup). Default: none. */
  readonly children?: Readonly<Record<string, ElementShape>> | 'any'
  /** The names that children may have, where `children` is `'any'`. Default: any. */
  readonly only?: readonly string[]
  /** Children of which one must be there. */
  readonly wants?: readonly string[]
  /** Default `none`. */
  readonly text?: 'none' | 'may' | 'must'
}

export const BOOLEAN: AttributeShape = { oneOf: ['true', 'false'] }
export const ANY: AttributeShape = {}
export const REQUIRED: AttributeShape = { required: true }
/** A number that the vendor counts by. */
export const COUNT: AttributeShape = { whole: { least: 0, most: Number.POSITIVE_INFINITY } }
/** A name that no expression may give. */
export const LITERAL: AttributeShape = { literal: true }
/** A name that must be there, and that no expression may give. */
export const REQUIRED_LITERAL: AttributeShape = { required: true, literal: true }
/** It must be there, and may be empty. */
export const PRESENT: AttributeShape = { present: true }
/** A length of time, in whatever unit. */
export const TIME: AttributeShape = { number: true }

/** All that is wrong with an element, its children included, held against what the vendor's page says of it. */
export const shapeFaults = (element: PolicyElement, shape: ElementShape): readonly PolicyFault[] => [
  ...attributeFaults(element, shape.attributes ?? {}),
  ...textFaults(element, shape.text ?? 'none'),
  ...childFaults(element, shape),
]

const attributeFaults = (
  { name: element, spot, attributes }: PolicyElement,
  known: Readonly<Record<string, AttributeShape>>,
): readonly PolicyFault[] => {
  const missing = Object.entries(known)
    .filter(([name, rule]) => (rule.required || rule.present) && attributes[name] === undefined)
    .map(([name]) => ({ spot, what: `<${element}> has no attribute "${name}", which it must have.` }))
  const wrong = Object.entries(attributes).flatMap(([name, value]) => {
    // Every policy may be named by an id, and markup has its own words. https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies
    if (name === 'id' || name === 'xmlns' || name.includes(':')) return []
    const rule = Object.hasOwn(known, name) ? known[name] : undefined
    if (!rule) return [unknownAttribute(element, name, value, Object.keys(known))]
    return valueFaults(`"${name}" of <${element}>`, value, rule)
  })
  return [...missing, ...wrong]
}

const unknownAttribute = (element: string, name: string, { spot }: PolicyText, known: readonly string[]) => ({
  spot,
  what: `<${element}> has no attribute "${name}".`,
  ...hinted(nearestName(name, known)),
})

const valueFaults = (what: string, value: PolicyText, rule: AttributeShape): readonly PolicyFault[] => {
  const { spot } = value
  if (value.kind === 'expression')
    return rule.literal ? [{ spot, what: `${what} is an expression, and none may stand there.` }] : []
  const text = value.text.trim()
  if (rule.required && text === '') return [{ spot, what: `${what} is empty.` }]
  if (rule.oneOf && !rule.oneOf.some((one) => one.toLowerCase() === text.toLowerCase()))
    return [
      {
        spot,
        what: `${what} is "${text}", expected ${rule.oneOf.join(' or ')}.`,
        ...hinted(nearestName(text, rule.oneOf)),
      },
    ]
  if (rule.number && !/^\+?\d+(?:\.\d+)?$/.test(text))
    return [{ spot, what: `${what} is "${text}", expected a number of 0 or more.` }]
  if (rule.time && !(ISO_TIME.test(text) && Number.isFinite(Date.parse(text))))
    return [{ spot, what: `${what} is "${text}", expected a time such as 2026-01-31T00:00:00Z.` }]
  if (rule.whole) {
    const { least, most } = rule.whole
    const number = Number(text)
    if (!/^\+?\d+$/.test(text) || number < least || number > most)
      return [
        {
          spot,
          what: `${what} is "${text}", expected a whole number ${most === Number.POSITIVE_INFINITY ? `of ${least} or more` : `from ${least} to ${most}`}.`,
        },
      ]
  }
  return []
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[-+]\d\d:\d\d)?$/

const textFaults = ({ name, spot, text }: PolicyElement, wants: NonNullable<ElementShape['text']>): PolicyFault[] => {
  if (wants === 'must' && text === null) return [{ spot, what: `<${name}> is empty.` }]
  return wants === 'none' && text !== null
    ? [{ spot: text.spot, what: `Text stands in <${name}>, where none may stand.` }]
    : []
}

const childFaults = ({ name, spot, children }: PolicyElement, shape: ElementShape): readonly PolicyFault[] => {
  const known = shape.children === 'any' ? null : (shape.children ?? {})
  const names = known ? Object.keys(known) : shape.only
  const wrong = (names ? children : []).flatMap((child) => {
    const rule = known && Object.hasOwn(known, child.name) ? known[child.name] : undefined
    if (rule) return shapeFaults(child, rule)
    if (!known && names?.includes(child.name)) return []
    return [
      {
        spot: child.spot,
        what: `<${child.name}> does not stand in <${name}>.`,
        ...hinted(nearestName(child.name, names ?? [])),
      },
    ]
  })
  const wanted = shape.wants ?? []
  const lacks = wanted.length > 0 && !children.some((child) => wanted.includes(child.name))
  return lacks ? [{ spot, what: `<${name}> has no ${wanted.map((one) => `<${one}>`).join(' or ')}.` }, ...wrong] : wrong
}

const hinted = (hint: string | undefined): { hint?: string } => (hint === undefined ? {} : { hint })
