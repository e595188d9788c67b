/** What a measured version turned out to be; `skip` when it could not be measured. */
export type Answer = 'good' | 'bad' | 'skip'

/** Answers so far, by index into the ordered list of versions. */
export type Answers = ReadonlyMap<number, Answer>

export type Step =
  /** Measure these next, all at once. `left` counts the versions that may still be the first bad one. */
  | { readonly kind: 'probe'; readonly indexes: readonly number[]; readonly left: number }
  | {
      readonly kind: 'found'
      readonly lastGood: number
      readonly firstBad: number
      /** Between them and not measurable: any of these may be the first bad one instead. */
      readonly suspects: readonly number[]
      /** The measured points already prove that it went from good to bad more than once, or back. */
      readonly several: boolean
    }
  /** An end could not be measured, or is not what it was said to be. */
  | { readonly kind: 'undecided'; readonly end: 'good' | 'bad'; readonly is: Answer }

/**
 * The next move of a search for the first bad one of `count` ordered versions, the first of which is good and the last
 * bad. With `width` probes at once the range is divided into `width + 1` parts, so a search ends after the ends and
 * log(base width + 1) further rounds. A version that cannot be measured is stepped around, as `git bisect skip` does.
 * Pure: the caller measures, adds the answers, and asks again.
 */
export const nextStep = (count: number, answers: Answers, width: number): Step => {
  const last = count - 1
  const ends = [...new Set([0, last])].filter((index) => !answers.has(index))
  if (ends.length > 0) return { kind: 'probe', indexes: ends.slice(0, Math.max(1, width)), left: count }
  const [first, final] = [answers.get(0), answers.get(last)]
  if (first !== undefined && first !== 'good') return { kind: 'undecided', end: 'good', is: first }
  if (final !== undefined && final !== 'bad') return { kind: 'undecided', end: 'bad', is: final }

  const edge = firstEdge(count, answers)
  const between = range(edge.good + 1, edge.bad)
  const open = between.filter((index) => !answers.has(index))
  if (open.length > 0) return { kind: 'probe', indexes: spread(open, width), left: open.length + 1 }
  return { kind: 'found', lastGood: edge.good, firstBad: edge.bad, suspects: between, several: edge.several }
}

/** The leftmost place where the measured answers turn from good to bad. */
const firstEdge = (
  count: number,
  answers: Answers,
): { readonly good: number; readonly bad: number; readonly several: boolean } => {
  const known = range(0, count).filter((index) => answers.get(index) === 'good' || answers.get(index) === 'bad')
  const turns = known.flatMap((index, at) => {
    const next = known[at + 1]
    return next !== undefined && answers.get(index) !== answers.get(next) ? [{ from: index, to: next }] : []
  })
  const turn = turns.find(({ from }) => answers.get(from) === 'good')
  if (!turn) throw new Error('A good first and a bad last version have a turn between them.')
  return { good: turn.from, bad: turn.to, several: turns.length > 1 }
}

/** So many that divide the open ones into parts as equal as can be; all of them when there are fewer. */
export const spread = <T>(open: readonly T[], width: number): readonly T[] =>
  open.length <= width
    ? open
    : range(1, width + 1).flatMap((part) => open[Math.ceil((part * (open.length + 1)) / (width + 1)) - 1] ?? [])

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
