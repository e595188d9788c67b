import type { Expression } from './policy-expression.ts'
import type { Spot } from './spot.ts'

/** The file of what stands where no scope says anything: it has no line. */
export const BUILT_IN = 'built in'

/** `api.xml:14`: what an answer's rule is named by. */
export const atLine = ({ file, line }: Spot): string => (file === BUILT_IN ? BUILT_IN : `${file}:${line}`)

/** An attribute's value or an element's text, named values filled in: as it stands, or what an expression comes to. */
export type PolicyText = {
  readonly spot: Spot
} /** `unread`: it is an expression with a fault. A document with one is looked at, and never run. */ & (
  | { readonly kind: 'literal'; readonly text: string; readonly unread?: true }
  /** `@(…)` or `@{…}`, as it was written. */
  | { readonly kind: 'expression'; readonly source: string; readonly expression: Expression }
)

/** One element of a policy document. */
export type PolicyElement = {
  /** As it was written; API Management compares it with case. */
  readonly name: string
  readonly spot: Spot
  /** Of which scope's document; absent: the name of its file tells. */
  readonly scope?: Scope
  /** Name → value, in the order of the document. */
  readonly attributes: Readonly<Record<string, PolicyText>>
  /** Elements alone, comments left out. */
  readonly children: readonly PolicyElement[]
  /** All that stands between its tags when that is no policy: text, CDATA, markup of another language (`set-body`); null: nothing but blanks. */
  readonly text: PolicyText | null
}

/** In the order in which API Management goes through them. */
export const SECTIONS = ['inbound', 'backend', 'outbound', 'on-error'] as const
export type Section = (typeof SECTIONS)[number]

/** From the outermost to the innermost. https://learn.microsoft.com/azure/api-management/api-management-howto-policies#scopes */
export const SCOPES = ['global', 'product', 'api', 'operation'] as const
export type Scope = (typeof SCOPES)[number]

/** All scopes joined where `<base />` stood, fragments put in: what one request goes through. */
export type PolicyDocument = Readonly<Record<Section, readonly PolicyElement[]>>

/** By the file's name, or the folder that API Management's own export puts it into. */
export const scopeIn = (file: string): Scope => {
  const named = SCOPES.find((scope) => new RegExp(`(^|/)${scope}[^/]*$`, 'i').test(file))
  if (named) return named
  if (/(^|\/)operations\//.test(file)) return 'operation'
  if (/(^|\/)apis\//.test(file)) return 'api'
  return /(^|\/)products\//.test(file) ? 'product' : 'api'
}
