import type { MatrixSdk } from '../../model/matrix.ts'
import { earlierIn } from '../../model/release-line.ts'
import type { MeasuredResult, RunResult, ScenarioResult } from '../../model/report.ts'
import { programPlaces } from './program-places.ts'

/**
 * A program that sent nothing at two versions in a row of one release line says nothing about the step, however alike it
 * ended: its result at the second is lost. One that sends nothing any more is a difference, and stays.
 * @param runs oldest version first; of other SDKs too
 */
export const withoutSilence = (
  runs: readonly RunResult[],
  sdks: readonly Pick<MatrixSdk, 'id' | 'programs'>[],
): readonly RunResult[] => {
  const programs = programPlaces(sdks)
  const all = new Map([...Map.groupBy(runs, laneOf)].map(([lane, own]) => [lane, { own, earlier: earlierIn(own) }]))
  return runs.map((run) => {
    const { sdk } = run
    const { own = [], earlier } = all.get(laneOf(run)) ?? {}
    const measuredBefore = (place: Place) =>
      [...(earlier?.(own.indexOf(run)) ?? [])]
        .flatMap((at) => own[at] ?? [])
        .flatMap(({ version, scenarios }) => scenarios.flatMap((one) => (isAt(place, one) ? { version, one } : [])))[0]
    const scenarios = run.scenarios.map((result): ScenarioResult => {
      const { id, gateway } = result
      if (result.status !== 'measured' || !programs.has(`${sdk} ${id}`)) return result
      const before = isSilent(result) ? measuredBefore(result) : undefined
      if (!before || !isSilent(before.one)) return result
      return {
        id,
        gateway,
        status: 'crashed',
        reason: `It sent nothing, as at ${before.version}. ${ended(result)}`.trim(),
      }
    })
    return { ...run, scenarios }
  })
}

/** Versions of one SDK on one runtime follow each other. */
const laneOf = ({ sdk, on }: RunResult): string => JSON.stringify([sdk, on])

type Place = Pick<ScenarioResult, 'id' | 'gateway'>

const isAt = (place: Place, result: ScenarioResult): result is MeasuredResult =>
  result.status === 'measured' && result.id === place.id && result.gateway === place.gateway

const isSilent = ({ exchanges }: MeasuredResult): boolean => exchanges.length === 0

const ended = ({ outcome }: MeasuredResult): string =>
  outcome.kind === 'error' ? `${outcome.name}: ${outcome.message}` : ''
