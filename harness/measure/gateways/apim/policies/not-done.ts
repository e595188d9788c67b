import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeText } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { UntoldResponse } from '../expressions/untold-response.ts'
import { CannotTell, type PolicyKind } from '../policy.ts'
import { shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'
import type { NotDone } from './not-done-facts.ts'
import { NOT_DONE } from './not-done-table.ts'

const DETECTS: NotDone['standing'] = { kind: 'passed-over', why: 'it detects, and lets everything pass' }

/** What to do is asked for of the element itself: one that does not say so may prevent. */
const preventsNothing = (element: PolicyElement): boolean =>
  actionsOf(element).length > 0 && [element, ...below(element)].flatMap(actionsOf).every(letsPass)

const below = ({ children }: PolicyElement): readonly PolicyElement[] =>
  children.flatMap((child) => [child, ...below(child)])

const actionsOf = ({ attributes }: PolicyElement): readonly PolicyElement['attributes'][string][] =>
  Object.entries(attributes).flatMap(([name, value]) => (/(?:^|-)action$/.test(name) ? [value] : []))

/** Where it puts what it finds; it may also leave them as they are. */
const variablesOf = (element: PolicyElement, exchange: GatewayExchange): readonly string[] =>
  Object.keys(element.attributes)
    .filter((name) => name.endsWith('-variable-name'))
    .flatMap((name) => attributeText(element, name, exchange) ?? [])

const letsPass = (value: PolicyElement['attributes'][string]): boolean =>
  value.kind === 'literal' && ['detect', 'ignore'].includes(value.text.trim().toLowerCase())

const kindOf = (
  name: string,
  { page = `${name}-policy`, sections, shape, detects, ...facts }: NotDone,
): PolicyKind => ({
  name,
  sections,
  source: `https://learn.microsoft.com/azure/api-management/${page}`,
  standing: (element) => (detects && preventsNothing(element) ? DETECTS : facts.standing),
  faults: (element) => (shape === null ? [] : shapeFaults(element, shape)),
  compile: (element) => (exchange) => {
    const standing = detects && preventsNothing(element) ? DETECTS : facts.standing
    if (standing.kind === 'not-supported') throw new CannotTell(element.spot, `${name}: ${standing.why}`)
    for (const variable of variablesOf(element, exchange))
      exchange.variables.set(variable, new UntoldResponse(`what ${name} finds is not known here`))
    trace(exchange, element, `${standing.kind === 'adapted' ? 'let pass' : 'passed over'}: ${standing.why}`)
    return { kind: 'next' }
  },
})

export const notDone: Readonly<Record<string, PolicyKind>> = Object.fromEntries(
  Object.entries(NOT_DONE).map(([name, facts]) => [name, kindOf(name, facts)]),
)
