import { type Answer, nextStep } from './search.ts'

/** Between these two neighbours something changed. */
export type Edge = {
  readonly from: number
  readonly to: number
  /** Between them and not measurable. */
  readonly suspects: readonly number[]
}

/** Measures versions by index, all of a round at once; what is known already costs nothing. */
export type Probe = (indexes: readonly number[], left: number) => Promise<void>

export type Range = { readonly from: number; readonly to: number }

/**
 * The first edge between two measured versions that differ, found in rounds of `width` probes.
 * @param answer what a measured version is, as seen from `from`; undefined: not measured yet
 */
export const firstEdge = async (
  { from, to }: Range,
  answer: (index: number) => Answer | undefined,
  probe: Probe,
  width: number,
): Promise<
  { readonly edge: Edge; readonly several: boolean } | { readonly undecided: 'good' | 'bad'; readonly is: Answer }
> => {
  const count = to - from + 1
  for (;;) {
    const answers = new Map<number, Answer>()
    for (let index = 0; index < count; index++) {
      const known = answer(from + index)
      if (known !== undefined) answers.set(index, known)
    }
    const step = nextStep(count, answers, width)
    switch (step.kind) {
      case 'probe':
        await probe(
          step.indexes.map((index) => from + index),
          step.left,
        )
        break
      case 'found':
        return {
          edge: {
            from: from + step.lastGood,
            to: from + step.firstBad,
            suspects: step.suspects.map((index) => from + index),
          },
          several: step.several,
        }
      case 'undecided':
        return { undecided: step.end, is: step.is }
    }
  }
}

/**
 * Every edge that a grid of measured versions shows: between each two neighbours of the grid that differ, the first edge,
 * and from its far side on the next one, until the neighbour is reached. What came and went between two equal grid
 * points is not looked at.
 * @param same undefined when one of the two could not be measured
 */
export const allEdges = async (
  grid: readonly number[],
  measured: (index: number) => boolean | undefined,
  same: (a: number, b: number) => boolean,
  probe: Probe,
  width: number,
): Promise<readonly Edge[]> => {
  const points = grid.filter((index) => measured(index) === true)
  const edges: Edge[] = []
  for (const [at, start] of points.entries()) {
    const end = points[at + 1]
    if (end === undefined) break
    let from = start
    while (!same(from, end)) {
      const origin = from
      const answer = (index: number): Answer | undefined => {
        const known = measured(index)
        if (known === undefined) return undefined
        return known ? (same(origin, index) ? 'good' : 'bad') : 'skip'
      }
      const found = await firstEdge({ from: origin, to: end }, answer, probe, width)
      if (!('edge' in found)) throw new Error('Both ends of a grid interval are measured and differ.')
      edges.push(found.edge)
      from = found.edge.to
    }
  }
  return edges
}
