import { firstEdge } from '../../judge/bisect/transitions.ts'
import type { Evidence, GateVerdict, HowFar } from '../../model/gate.ts'
import type { Finding } from '../../model/report.ts'
import { byGravity } from '../../model/severity.ts'
import { unknownBrief } from '../../tell/words/evidence-text.ts'

/** The step from the version in use to another one, as it was judged. */
export type JudgedAt = {
  readonly verdict: GateVerdict
  readonly findings: readonly Finding[]
  /** What is not known, in words. */
  readonly unknown: readonly string[]
  readonly evidence: Evidence | null
  /** false: that version could not be measured at all. */
  readonly measured: boolean
}

/** The versions that a project may think of, by their index in the list of versions. */
export type Ends = readonly { readonly index: number; readonly is: HowFar['ends'][number]['is'] }[]

/**
 * How far one may go as one is: the ends first, then, where one of them is not safe, the first edge below it. Nothing is
 * measured that the answer does not need; that what lies between two safe versions is safe too is not said.
 * @param versions oldest first, from the one in use up to the newest
 * @param ends in order; the last is the newest
 * @param judgeAt judges these steps, all at once
 * @param wayBetween the indexes of the releases from one version to another, both included; default: all between them
 */
export const howFar = async (
  versions: readonly string[],
  ends: Ends,
  judgeAt: (indexes: readonly number[]) => Promise<readonly JudgedAt[]>,
  width: number,
  wayBetween: (from: number, to: number) => readonly number[] = everyIndex,
): Promise<HowFar> => {
  const judged = new Map<number, JudgedAt>()
  const probe = async (indexes: readonly number[]): Promise<void> => {
    const open = [...new Set(indexes)].filter((index) => index > 0 && !judged.has(index))
    const answers = await judgeAt(open)
    for (const [at, index] of open.entries()) {
      const answer = answers[at]
      if (answer) judged.set(index, answer)
    }
  }
  await probe(ends.map(({ index }) => index))
  const isSafe = (index: number): boolean => index === 0 || judged.get(index)?.verdict === 'safe'
  const name = (index: number): string => versions[index] ?? ''
  // A backport that is not safe stands beside the way to the newest, and ends it nowhere.
  const onTheWay = new Set(wayBetween(0, ends.at(-1)?.index ?? 0))
  const bad = ends.find(({ index }) => onTheWay.has(index) && !isSafe(index) && judged.get(index)?.measured)
  const told = (safe: number, first: number | null): HowFar => ({
    safe: name(safe),
    first: first === null ? null : { version: name(first), ...whyNot(judged.get(first), name(0), name(first)) },
    withWayOut: first === null ? null : passable(ends, judged, name),
    ends: ends.map(({ index, is }) => ({ is, version: name(index), verdict: judged.get(index)?.verdict ?? 'unknown' })),
    looked: judged.size,
    of: versions.length - 1,
  })
  if (!bad) return told(lastSafe(ends, isSafe), null)
  const good = lastSafe(
    ends.filter(({ index }) => index < bad.index),
    isSafe,
  )
  const way = wayBetween(good, bad.index)
  const indexAt = (at: number): number => way[at] ?? bad.index
  const answer = (at: number) => {
    const index = indexAt(at)
    const known = judged.get(index)
    if (index === 0) return 'good' as const
    if (!known) return undefined
    return known.measured ? (known.verdict === 'safe' ? ('good' as const) : ('bad' as const)) : ('skip' as const)
  }
  const found = await firstEdge({ from: 0, to: way.length - 1 }, answer, (round) => probe(round.map(indexAt)), width)
  return 'edge' in found ? told(indexAt(found.edge.from), indexAt(found.edge.to)) : told(good, bad.index)
}

const everyIndex = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, step) => from + step)

const lastSafe = (ends: Ends, isSafe: (index: number) => boolean): number =>
  ends.filter(({ index }) => isSafe(index)).at(-1)?.index ?? 0

/** Its verdict, and the gravest thing that speaks against it. */
const whyNot = (
  judged: JudgedAt | undefined,
  from: string,
  to: string,
): { readonly verdict: GateVerdict; readonly why: string } => {
  if (!judged) return { verdict: 'unknown', why: 'it was not measured' }
  const [gravest] = open(judged).toSorted(byGravity)
  const brief = unknownBrief({ ...judged, from, to })
  return { verdict: judged.verdict, why: judged.verdict === 'unknown' ? brief : (gravest?.title ?? brief) }
}

const open = (judged: JudgedAt | undefined): readonly Finding[] =>
  (judged?.findings ?? []).filter(({ accepted }) => accepted === null)

/** The newest end at which everything that refuses has a way out that was seen to pass there and at the version in use. */
const passable = (
  ends: Ends,
  judged: ReadonlyMap<number, JudgedAt>,
  name: (index: number) => string,
): string | null => {
  const passes = ({ index }: Ends[number]): boolean => {
    const refusing = open(judged.get(index)).filter(({ severity }) => severity === 'breaking')
    return (
      refusing.length > 0 && refusing.every(({ remedies }) => remedies.some(({ passes: seen }) => seen.from && seen.to))
    )
  }
  const found = ends.filter(passes).at(-1)
  return found ? name(found.index) : null
}
