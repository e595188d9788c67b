import type { BisectEnd } from '../../model/bisection.ts'
import type { BroughtBy } from '../../model/gate.ts'

/** The version that a bisection names; null when it found none. */
export const broughtBy = (end: BisectEnd, page: (version: string) => string | null): BroughtBy | null => {
  const [first] = end.bisection.transitions
  if (end.kind !== 'answered' || !first) return null
  return {
    version: first.to,
    after: first.from,
    suspects: first.suspects,
    publishedAt: first.toPublishedAt,
    page: page(first.to),
    compare: first.compare,
    notes: end.bisection.notes,
  }
}
