import type { Section } from '../../../../model/policy-document.ts'
import { CannotTell, type PolicyKind, type Standing } from '../policy.ts'
import { type ElementShape, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'
import { NOT_DONE } from './not-done-table.ts'

/** A policy of the vendor's reference that nothing is done by here: it is checked, told, and passed, or refuses the document. */
export type NotDone = {
  readonly sections: readonly Section[]
  readonly standing: Exclude<Standing, { readonly kind: 'enforced' }>
  /** Null: nobody looks at it, since the document is refused for it. */
  readonly shape: ElementShape | null
  /** The vendor's page on it; default: its name and `-policy`. */
  readonly page?: string
}

const kindOf = (name: string, { page = `${name}-policy`, sections, standing, shape }: NotDone): PolicyKind => ({
  name,
  sections,
  source: `https://learn.microsoft.com/azure/api-management/${page}`,
  standing: () => standing,
  faults: (element) => (shape === null ? [] : shapeFaults(element, shape)),
  compile: (element) => (exchange) => {
    if (standing.kind === 'not-supported') throw new CannotTell(element.spot, `${name}: ${standing.why}`)
    trace(exchange, element, `${standing.kind === 'adapted' ? 'let pass' : 'passed over'}: ${standing.why}`)
    return { kind: 'next' }
  },
})

export const notDone: Readonly<Record<string, PolicyKind>> = Object.fromEntries(
  Object.entries(NOT_DONE).map(([name, facts]) => [name, kindOf(name, facts)]),
)
