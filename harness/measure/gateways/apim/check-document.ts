import {
  atLine,
  type PolicyDocument,
  type PolicyElement,
  type PolicyText,
  SECTIONS,
  type Section,
} from '../../../model/policy-document.ts'
import type { Spot } from '../../../model/spot.ts'
import { unknownIn, unlistedIn, untoldIn } from './expressions/evaluate.ts'
import { nearestName } from './nearest-name.ts'
import { policyKinds } from './policies/index.ts'
import type { PolicyFault, PolicyKind, Standing } from './policy.ts'

/** What is done of one policy. */
export type Standings = { readonly spot: Spot; readonly name: string; readonly standing: Standing }

export type DocumentCheck = {
  /** Every policy, in the order of the document, those within others after these. */
  readonly standings: readonly Standings[]
  /** All that is wrong with it, in the same order. */
  readonly faults: readonly PolicyFault[]
}

/** What of a document is enforced, adapted, passed over or not supported, and what is wrong in it: all of it at once. */
export const checkDocument = (document: PolicyDocument): DocumentCheck => {
  const checks = SECTIONS.flatMap((section) => document[section].map((element) => checkElement(element, section)))
  return { standings: checks.flatMap((one) => one.standings), faults: checks.flatMap((one) => one.faults) }
}

const checkElement = (element: PolicyElement, section: Section): DocumentCheck => {
  const { spot, name } = element
  const kind = Object.hasOwn(policyKinds, name) ? policyKinds[name] : undefined
  if (!kind) return unknownElement(element)
  const inner = (kind.inner?.(element) ?? []).map((one) => checkElement(one, section))
  // What it would say of a text that could not be read is no fault of its own.
  const faults = [...misplaced(element, kind, section), ...(unreadIn(element, kind) ? [] : kind.faults(element))]
  return {
    standings: [
      { spot, name, standing: withFault(standingOf(element, kind), faults) },
      ...inner.flatMap((one) => one.standings),
    ],
    faults: [...faults, ...inner.flatMap((one) => one.faults)],
  }
}

/** What is not as the vendor wants it is not done, whatever the policy could do otherwise. */
const withFault = (standing: Standing, [first]: readonly PolicyFault[]): Standing =>
  first && standing.kind !== 'not-supported' ? { kind: 'not-supported', why: first.what } : standing

const unknownElement = ({ spot, name }: PolicyElement): DocumentCheck => {
  const hint = nearestName(name, Object.keys(policyKinds))
  return {
    standings: [{ spot, name, standing: { kind: 'not-supported', why: "the vendor's reference has no such policy" } }],
    faults: [{ spot, what: `<${name}> is no policy of API Management.`, ...(hint === undefined ? {} : { hint }) }],
  }
}

const misplaced = (
  { spot, name }: PolicyElement,
  { sections }: PolicyKind,
  section: Section,
): readonly PolicyFault[] =>
  sections.includes(section)
    ? []
    : [
        {
          spot,
          what: `<${name}> may not stand in <${section}>, only in ${sections.map((one) => `<${one}>`).join(', ')}.`,
        },
      ]

/** The first of its own texts that is an expression with a fault. */
const unreadIn = (element: PolicyElement, kind: PolicyKind): PolicyText | undefined =>
  textsOf(element, new Set(kind.inner?.(element) ?? [])).find((text) => text.kind === 'literal' && text.unread)

/** As the policy says of itself, but for what its expressions ask that nobody here knows. */
const standingOf = (element: PolicyElement, kind: PolicyKind): Standing => {
  const unread = unreadIn(element, kind)
  if (unread) return { kind: 'not-supported', why: `${atLine(unread.spot)}: its expression could not be read` }
  const standing = kind.standing(element)
  if (standing.kind === 'not-supported' || standing.kind === 'passed-over') return standing
  const own = new Set(kind.inner?.(element) ?? [])
  const expressions = textsOf(element, own).flatMap((text) => (text.kind === 'expression' ? [text.expression] : []))
  const unknown = expressions.flatMap(unknownIn)
  if (unknown.length > 0) return { kind: 'not-supported', why: told(unknown) }
  const untold = expressions.flatMap(untoldIn)
  if (untold.length > 0) return { kind: 'adapted', why: `${told(untold)}; a request that comes to it is answered 500` }
  const unlisted = expressions.flatMap(unlistedIn)
  return unlisted.length > 0 && standing.kind === 'enforced'
    ? { kind: 'adapted', why: `${told(unlisted)}, which the vendor's list of types and members does not have` }
    : standing
}

const told = ([first, ...others]: readonly { readonly spot: Spot; readonly what: string }[]): string => {
  const more = others.length > 0 ? `, and ${others.length} more` : ''
  return first ? `${atLine(first.spot)}:${first.spot.column}: ${first.what}${more}` : ''
}

/** All texts of an element, but for those of the policies within it. */
const textsOf = (element: PolicyElement, policies: ReadonlySet<PolicyElement>): readonly PolicyText[] => [
  ...Object.values(element.attributes),
  ...(element.text ? [element.text] : []),
  ...element.children.filter((child) => !policies.has(child)).flatMap((child) => textsOf(child, policies)),
]
