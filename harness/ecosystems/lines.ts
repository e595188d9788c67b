import type { ReleaseLine, StepLine } from '../model/release-line.ts'
import type { ReleaseList } from '../model/sdk.ts'
import { type Dates, datesOf } from './dates.ts'
import { ecosystems } from './index.ts'

/** The release lines of one package. */
export type Lines = {
  readonly dates: Dates
  /** Of which line a version is: `4.x`, `1.26.x`. */
  readonly nameOf: (version: string) => string
  /**
   * Where each of these versions stands among them; null where they are one line, each following the one before it.
   * @param versions listed ones, oldest first by number
   */
  readonly among: (versions: readonly string[]) => ReadonlyMap<string, ReleaseLine> | null
  /**
   * The way of releases from one version to another, both ends included; what came out beside it is left out.
   * @param versions listed ones, oldest first by number, among them both ends
   */
  readonly way: (from: string, to: string, versions: readonly string[]) => readonly string[]
  /** Of which line a step between two of these versions is; null where they form one. */
  readonly stepOf: (from: string, to: string, versions: readonly string[]) => StepLine | null
}

/**
 * Which version a version follows: **the highest number below its own that was out when it came out.**
 *
 * That is what its makers began from, whatever they call their branches. A backport (urllib3 1.26.16, out after 2.0.0) follows
 * the one before it in its own line, 1.26.15, for that was out and has the highest number below; the first of a new line
 * (2.0.0) follows the newest of the older line at that time, 1.26.15, and not 1.26.20, which has the number before it and
 * came out a year later: what was mended there is not lost in 2.0.0, it was never in it. The rule knows no list of branches
 * and no length of a line's name, so a line may be a major (pydantic 1.x beside 2.x) or a minor (django 4.2.x beside 5.0.x,
 * cohere 5.1.8 after 5.2.0).
 *
 * Where nothing with a lower number was out (3.0.84 and 4.0.7 alone were chosen, and 3.0.84 is the younger), the two are
 * compared all the same, since that is where one stands who moves from line to line; `StepLine.across` says so.
 *
 * Where dates do not follow the versions (`datesOf`) or there are none, the numbers alone decide: a version follows the
 * highest number below it (semver, PEP 440), and a line is a major. That errs in one place, at the first of a new line, which
 * is then compared with backports that came later.
 *
 * A line is called by its major, `4.x`; by its minor, `1.26.x`, where versions of its major came out beside each other.
 */
export const linesOf = ({ registry, releases }: Pick<ReleaseList, 'registry' | 'releases'>): Lines => {
  const { major, minor } = ecosystems[registry]
  const dates = datesOf(releases, ecosystems[registry])
  const times = new Map(
    dates.kind === 'follow' ? releases.map(({ version, publishedAt }) => [version, Date.parse(publishedAt ?? '')]) : [],
  )
  const forked = new Set(
    releases
      .filter(({ prerelease }) => !prerelease)
      .flatMap(({ version }, index, stable) => {
        const next = stable[index + 1]?.version
        return next !== undefined && major(next) === major(version) && isLater(version, next, times)
          ? [major(version)]
          : []
      }),
  )
  const nameOf = (version: string): string => {
    const line = forked.has(major(version)) ? minor(version) : major(version)
    // PEP 440's epoch is named where there is one.
    return `${line.replace(/^0!/, '')}.x`
  }
  const followed = (versions: readonly string[], index: number): number => {
    const to = versions[index] ?? ''
    const out = versions.slice(0, index).findLastIndex((version) => !isLater(version, to, times))
    return out < 0 ? index - 1 : out
  }
  const among: Lines['among'] = (versions) => {
    const placed = versions.map((version, index) => ({ version, after: followed(versions, index) }))
    const isNext = (at: number, index: number): boolean =>
      at === index - 1 && !isLater(versions[at] ?? '', versions[index] ?? '', times)
    if (placed.every(({ after }, index) => isNext(after, index))) return null
    return new Map(
      placed.map(({ version, after }) => [version, { name: nameOf(version), after: versions[after] ?? null }]),
    )
  }
  return {
    dates,
    nameOf,
    among,
    way: (from, to, versions) => {
      const [start, end] = [versions.indexOf(from), versions.indexOf(to)]
      const way: number[] = []
      for (let at = end; at > start; at = followed(versions, at)) way.unshift(at)
      return [from, ...way.flatMap((at) => versions[at] ?? [])]
    },
    stepOf: (from, to, versions) => {
      if (among(versions) === null) return null
      const forwards = versions.indexOf(from) < versions.indexOf(to)
      return { from: nameOf(from), to: nameOf(to), across: forwards && isLater(from, to, times) }
    },
  }
}

/** Did `version` come out after `other`? Where one of them has no date, numbers decide, and nobody says so. */
const isLater = (version: string, other: string, times: ReadonlyMap<string, number>): boolean =>
  (times.get(version) ?? Number.NaN) > (times.get(other) ?? Number.NaN)
