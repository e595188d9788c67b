import type { Section } from '../../../../model/policy-document.ts'
import type { Standing } from '../policy.ts'
import type { ElementShape } from '../shape.ts'

/** A policy of the vendor's reference that nothing is done by here: it is checked, told, and passed, or refuses the document. */
export type NotDone = {
  readonly sections: readonly Section[]
  readonly standing: Exclude<Standing, { readonly kind: 'enforced' }>
  /** Null: nobody looks at it. */
  readonly shape: ElementShape | null
  /** Its actions say what becomes of what it finds: where none is `prevent`, it lets everything pass. */
  readonly detects?: true
  /** The vendor's page on it; default: its name and `-policy`. */
  readonly page?: string
}
