import { whyNotByDate } from '../../ecosystems/dates.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import type { Lines } from '../../ecosystems/lines.ts'
import { atMost, listed } from '../../model/listed.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { RunResult } from '../../model/report.ts'
import type { Target } from '../../model/sdk.ts'

/**
 * Runs with the line that each is of, where the versions of its SDK form several.
 * @param among the versions that form them. Default: those of the runs
 */
export const withLines = (
  runs: readonly RunResult[],
  lines: ReadonlyMap<string, Pick<Lines, 'among'>>,
  among: readonly Pick<RunResult, 'sdk' | 'version'>[] = runs,
): readonly RunResult[] => {
  const placed = new Map(
    [...Map.groupBy(among, ({ sdk }) => sdk)].map(([sdk, own]) => [
      sdk,
      lines.get(sdk)?.among([...new Set(own.map(({ version }) => version))]),
    ]),
  )
  return runs.map((run) => {
    const line = placed.get(run.sdk)?.get(run.version)
    return line ? { ...run, line } : run
  })
}

/** SDKs whose dates are not to be believed, and what follows from that; one sentence for all of which the same follows. */
export const misdatedNotes = (
  planned: readonly { readonly sdk: Pick<MatrixSdk, 'id' | 'registry' | 'resolve'>; readonly target: Target }[],
  lines: ReadonlyMap<string, Pick<Lines, 'dates'>>,
): readonly string[] => {
  const told = [...Map.groupBy(planned, ({ sdk }) => sdk.id)].flatMap(([id, own]) => {
    const [first] = own
    const dates = lines.get(id)?.dates
    if (!first || !dates || dates.kind === 'follow') return []
    const versions = new Set(own.map(({ target }) => target.version))
    const majors = new Set([...versions].map(ecosystems[first.sdk.registry].major))
    const follows = [
      ...(versions.size > 2 && majors.size > 1 ? [BY_NUMBER] : []),
      ...(first.sdk.resolve === 'release-day' ? ['dependencies are not those of the release days'] : []),
    ]
    return follows.length > 0 ? [{ follows: listed(follows), who: `${id} (${whyNotByDate(dates)})` }] : []
  })
  return [...Map.groupBy(told, ({ follows }) => follows)].map(
    ([follows, same]) => `Dates do not follow the versions of ${listed(same.map(({ who }) => who))}: ${follows}.`,
  )
}

export const BY_NUMBER = 'release lines are told by number alone'

/** Versions whose dependencies are today's for a reason of their own tree, one sentence a reason. */
export const treeNotes = (runs: readonly RunResult[]): readonly string[] => {
  const told = runs.flatMap(({ sdk, version, publishedAt, misdated, notOfReleaseDay }) =>
    // Of an SDK that is dated by a mirror itself it is said once already.
    notOfReleaseDay === undefined || publishedAt === null || misdated !== undefined
      ? []
      : [{ sdk, version, notOfReleaseDay }],
  )
  return [...Map.groupBy(told, ({ sdk, notOfReleaseDay }) => JSON.stringify([sdk, notOfReleaseDay])).values()].flatMap(
    (same) =>
      same.slice(0, 1).map(({ sdk, notOfReleaseDay }) => {
        const versions = [...new Set(same.map(({ version }) => version))]
        return `Dependencies of ${sdk} ${atMost(versions, 5)} are not those of the release day: ${notOfReleaseDay}.`
      }),
  )
}
