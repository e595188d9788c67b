import type { Release } from '../model/sdk.ts'
import type { Ecosystem } from './ecosystem.ts'

/** What the dates of a package's versions are worth. */
export type Dates =
  /** They tell when each version came out. */
  | { readonly kind: 'follow' }
  /** A mirror's own: of so many neighbours that can only have come out in the order of their numbers, so many did not. */
  | { readonly kind: 'astray'; readonly backwards: number; readonly of: number }
  /** There are none. */
  | { readonly kind: 'none' }

/** Why dates are not to be believed, in words. */
export const whyNotByDate = (dates: Exclude<Dates, { kind: 'follow' }>): string =>
  dates.kind === 'none'
    ? 'its registry dates nothing'
    : `its registry dates ${dates.backwards} of ${dates.of} neighbouring versions backwards`

/** Real histories have up to 1.7 neighbours in a hundred dated backwards (litellm on PyPI); mirrors of npm 12 and more. */
const MOST_BACKWARDS = 0.05

/**
 * Do the dates follow the versions? Asked only of neighbours that have but one order in which they can have come out: a patch
 * and the next one of its minor, the first of a minor and the first of the next one, the first of a major and the first of
 * the next one. A backport or a post-release is none of these, so that it does not count against a registry that tells the truth. A few
 * exceptions are real (a number published late by hand) and are let pass.
 * @param releases oldest first by number
 */
export const datesOf = (
  releases: readonly Pick<Release, 'version' | 'publishedAt' | 'prerelease'>[],
  { major, minor, patch }: Pick<Ecosystem, 'major' | 'minor' | 'patch'>,
): Dates => {
  const dated = releases.flatMap(({ version, publishedAt, prerelease }) => {
    const at = Date.parse(publishedAt ?? '')
    return Number.isNaN(at) ? [] : [{ version, at, prerelease }]
  })
  if (dated.length === 0) return { kind: 'none' }
  const stable = dated.filter(({ prerelease }) => !prerelease)
  const patches = heads(groups(stable, ({ version }) => patch(version)))
  const minors = groups(patches, ({ version }) => minor(version))
  const majors = groups(heads(minors), ({ version }) => major(version))
  const pairs = [...minors, ...majors, heads(majors)].flatMap(neighbours)
  const backwards = pairs.filter(([before, after]) => after.at < before.at).length
  return backwards <= pairs.length * MOST_BACKWARDS
    ? { kind: 'follow' }
    : { kind: 'astray', backwards, of: pairs.length }
}

const groups = <T>(all: readonly T[], key: (one: T) => string): readonly (readonly T[])[] => [
  ...Map.groupBy(all, key).values(),
]

const heads = <T>(all: readonly (readonly T[])[]): readonly T[] => all.flatMap((group) => group.slice(0, 1))

const neighbours = <T>(all: readonly T[]): readonly (readonly [T, T])[] =>
  all.slice(1).flatMap((after, index) => {
    const before = all[index]
    return before === undefined ? [] : [[before, after] as const]
  })
