import { releaseTarget } from '../../ask/plan/release-target.ts'
import { whyNotByDate } from '../../ecosystems/dates.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { type Lines, linesOf } from '../../ecosystems/lines.ts'
import { UserError } from '../../errors.ts'
import { atMost, counted } from '../../model/listed.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { StepLine } from '../../model/release-line.ts'
import type { Release, ReleaseList, Target } from '../../model/sdk.ts'
import { BY_NUMBER } from '../../pipeline/plan/release-lines.ts'
import { releaseNamed } from '../sdks/release-named.ts'

export type BisectRange = {
  readonly targets: readonly Target[]
  readonly unusable: ReadonlyMap<number, string>
  readonly seekOldest: boolean
  /** Of which release line a step between two of them is; null where they form one line. */
  readonly lineOf: (from: string, to: string) => StepLine | null
  /** Which lines the search follows, where there are several. */
  readonly notes: readonly string[]
}

/**
 * The releases on the way from `good` to `bad`, oldest first: what came out beside it in another line brought nothing to
 * `bad`. Pre-releases are left out but for the ends; yanked ones and those without a wheel stay in, to be skipped by name.
 * @throws UserError for a version that is not published, or ends in the wrong order
 */
export const bisectRange = (
  sdk: MatrixSdk,
  list: ReleaseList,
  ends: { readonly good?: string; readonly bad?: string },
): BisectRange => {
  const stable = list.releases.filter(({ prerelease }) => !prerelease)
  const usual = (releases: readonly Release[]): readonly Release[] =>
    releases.filter(({ yanked, installable }) => yanked === null && installable)
  const named = (flag: string, wish: string) => releaseNamed(sdk, list, { command: 'bisect', flag, wish })
  const first = ends.good ? named('--good', ends.good) : usual(stable)[0]
  const last = ends.bad ? named('--bad', ends.bad) : usual(stable).at(-1)
  if (!first || !last) throw new UserError('bisect/no-versions', { what: `${sdk.package} has no installable version.` })
  const { compare } = ecosystems[sdk.registry]
  if (compare(first.version, last.version) >= 0)
    throw new UserError('bisect/order', {
      what: `${first.version} is not older than ${last.version}.`,
      where: `--good ${first.version} --bad ${last.version}`,
      hint: 'The good version is the older one. To look for a repair, name what counts as bad with --outcome or --header.',
    })
  const all = list.releases.filter(
    (release) =>
      compare(release.version, first.version) >= 0 &&
      compare(release.version, last.version) <= 0 &&
      (!release.prerelease || release === first || release === last),
  )
  const versions = all.map(({ version }) => version)
  const lines = linesOf(list)
  const way = new Set(lines.way(first.version, last.version, versions))
  const releases = all.filter(({ version }) => way.has(version))
  return {
    targets: releases.map((release) => releaseTarget(sdk, release, lines.dates)),
    unusable: new Map(
      releases.flatMap((release, index) => (release === first || release === last ? [] : unusable(release, index))),
    ),
    seekOldest: ends.good === undefined,
    lineOf: (from, to) => lines.stepOf(from, to, versions),
    notes: lineNotes(versions, way, lines, sdk),
  }
}

const lineNotes = (
  versions: readonly string[],
  way: ReadonlySet<string>,
  { dates, nameOf }: Pick<Lines, 'dates' | 'nameOf'>,
  { registry }: MatrixSdk,
): readonly string[] => {
  const beside = versions.filter((version) => !way.has(version))
  const majors = new Set(versions.map(ecosystems[registry].major))
  if (dates.kind !== 'follow')
    return majors.size > 1 ? [`Dates do not follow the versions (${whyNotByDate(dates)}): ${BY_NUMBER}.`] : []
  if (beside.length === 0) return []
  const last = versions.at(-1) ?? ''
  const are = beside.length === 1 ? 'is' : 'are'
  return [
    `The search follows what ${last} (line ${nameOf(last)}) came from: ${counted(beside.length, 'version')} beside it ${are} not looked at (${atMost(beside, 4)}).`,
  ]
}

const unusable = ({ yanked, installable }: Release, index: number): readonly (readonly [number, string])[] => {
  if (yanked !== null) return [[index, yanked ? `yanked: ${yanked}` : 'yanked']]
  return installable ? [] : [[index, 'no wheel']]
}
