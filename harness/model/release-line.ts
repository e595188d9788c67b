/** Where a version stands among the others of a report, where they form several lines. */
export type ReleaseLine = {
  /** `4.x`; `1.26.x` where lines stand beside each other within a major. */
  readonly name: string
  /** The version of the report that it follows; null: none came out before it. */
  readonly after: string | null
}

/** Of which line a step is. */
export type StepLine = {
  /** The older end's line, and the newer end's. */
  readonly from: string
  readonly to: string
  /** The older number came out later: nobody released this step, it is where one stands who moves from line to line. */
  readonly across: boolean
}

type Placed = { readonly version: string; readonly line?: ReleaseLine }

/**
 * With which versions each is compared, the nearest first, for one at which nothing was measured is stepped over: what it
 * follows, one after the other; then the others below it, which are better than nothing.
 * @param runs of one SDK, oldest first
 */
export const earlierIn = (runs: readonly Placed[]): ((index: number) => Iterable<number>) => {
  const places = new Map(runs.map(({ version }, index) => [version, index]))
  return function* (index) {
    const followed = new Set<number>()
    if (runs[index]?.line) {
      for (let after = runs[index].line.after; after !== null; ) {
        const at = places.get(after)
        if (at === undefined) break
        followed.add(at)
        yield at
        after = runs[at]?.line?.after ?? null
      }
    }
    for (let at = index - 1; at >= 0; at--) if (!followed.has(at)) yield at
  }
}
