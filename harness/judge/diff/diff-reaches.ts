import { type Reach, reachText } from '../../model/reach.ts'
import type { Difference } from '../../model/report.ts'

/** What the newer side tried and the older did not. That it tries no longer is nobody's loss, and is not told. */
export const diffReaches = (before: readonly Reach[], after: readonly Reach[]): readonly Difference[] => {
  const known = new Set(before.map(reachText))
  return after
    .filter((one) => !known.has(reachText(one)))
    .map((one) => ({ kind: 'reach', name: reachText(one), request: 0, before: null, after: one }))
}
