import type { MatrixSdk } from '../model/matrix.ts'
import type { RunResult, ScenarioResult } from '../model/report.ts'

/**
 * A program that sent nothing at two versions in a row says nothing about the step, however alike it ended: its result at
 * the second is lost. One that sends nothing any more is a difference, and stays.
 * @param runs oldest version first; of other SDKs too
 */
export const withoutSilence = (
  runs: readonly RunResult[],
  sdks: readonly Pick<MatrixSdk, 'id' | 'programs'>[],
): readonly RunResult[] => {
  const programs = new Set(sdks.flatMap(({ id: sdk, programs = [] }) => programs.map(({ id }) => `${sdk} ${id}`)))
  const last = new Map<string, { readonly version: string; readonly silent: boolean }>()
  return runs.map((run) => {
    const { sdk, version } = run
    const scenarios = run.scenarios.map((result): ScenarioResult => {
      const { id, gateway } = result
      if (result.status !== 'measured' || !programs.has(`${sdk} ${id}`)) return result
      const place = `${sdk} ${id} ${gateway}`
      const before = last.get(place)
      const silent = result.exchanges.length === 0
      last.set(place, { version, silent })
      if (!silent || !before?.silent) return result
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

const ended = ({ outcome }: Extract<ScenarioResult, { status: 'measured' }>): string =>
  outcome.kind === 'error' ? `${outcome.name}: ${outcome.message}` : ''
