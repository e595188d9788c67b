import type { Dates } from '../ecosystems/dates.ts'
import { ecosystems } from '../ecosystems/index.ts'
import type { Lines } from '../ecosystems/lines.ts'
import { listed } from '../model/listed.ts'
import type { RunResult } from '../model/report.ts'
import type { Sdk, Target } from '../model/sdk.ts'

/** Runs with the line that each is of, where the versions of its SDK form several. */
export const withLines = (
  runs: readonly RunResult[],
  lines: ReadonlyMap<string, Pick<Lines, 'among'>>,
): readonly RunResult[] => {
  const placed = new Map(
    [...Map.groupBy(runs, ({ sdk }) => sdk)].map(([sdk, own]) => [
      sdk,
      lines.get(sdk)?.among([...new Set(own.map(({ version }) => version))]),
    ]),
  )
  return runs.map((run) => {
    const line = placed.get(run.sdk)?.get(run.version)
    return line ? { ...run, line } : run
  })
}

/** SDKs whose lines had to be told by numbers, in one sentence; none where that makes no difference. */
export const byNumberNotes = (
  planned: readonly { readonly sdk: Pick<Sdk, 'id' | 'registry'>; readonly target: Target }[],
  lines: ReadonlyMap<string, Pick<Lines, 'dates'>>,
): readonly string[] => {
  const astray = [...Map.groupBy(planned, ({ sdk }) => sdk.id)].flatMap(([id, own]) => {
    const dates = lines.get(id)?.dates
    const versions = new Set(own.map(({ target }) => target.version))
    const majors = new Set(own.map(({ sdk, target }) => ecosystems[sdk.registry].major(target.version)))
    return dates && dates.kind !== 'follow' && versions.size > 2 && majors.size > 1
      ? [`${id} (${byNumberWords(dates)})`]
      : []
  })
  return astray.length === 0 ? [] : [`Release lines are told by number alone for ${listed(astray)}.`]
}

/** Why numbers alone tell the lines. */
export const byNumberWords = (dates: Exclude<Dates, { kind: 'follow' }>): string =>
  dates.kind === 'none'
    ? 'its registry dates nothing'
    : `its registry dates ${dates.backwards} of ${dates.of} neighbouring versions backwards`
