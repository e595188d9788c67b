import { spread } from './search.ts'

/** Two neighbours of one release line that were tried. */
export type Neighbours = {
  readonly from: string
  readonly to: string
  /** Was anything of them different that is worth a look? That one could be measured and the other not, too. */
  readonly differ: boolean
  /** Neither could be measured: nothing says that a look is worth it. */
  readonly neither?: true
  /** Versions on the way from one to the other that were not looked at, oldest first. */
  readonly between: readonly string[]
}

/**
 * Which versions to look at next: between two that differ, those that divide the way into parts as equal as can be, so that
 * after log(base 2 of the way) rounds each difference stands between two releases that follow each other. Between two that
 * are alike nothing is looked at: what came and went there is not known, and is told as that.
 * Pure: the caller measures, judges the new neighbours, and asks again; none: nothing is left to look at.
 * @param width how many may be measured at once
 */
export const nextLooks = (neighbours: readonly Neighbours[], width: number): readonly string[] => {
  const open = neighbours.filter(({ differ, between }) => differ && between.length > 0)
  const each = Math.max(1, Math.floor(width / Math.max(1, open.length)))
  return [...new Set(open.flatMap(({ between }) => spread(between, each)))]
}
