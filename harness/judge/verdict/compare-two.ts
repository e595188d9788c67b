import type { Probe } from '../../model/probe.ts'
import type { Report, RunResult, ScenarioResult } from '../../model/report.ts'
import { reaches } from '../../model/severity.ts'

/**
 * Is the second version of a report like the first? What differs is said even when something else could not be measured;
 * what could not be measured is never called the same. An intent that neither can express says nothing.
 * @param strict telemetry and cosmetics count too
 */
export const compareTwo = (
  { runs, drifts }: Pick<Report, 'runs' | 'drifts'>,
  strict: boolean,
): Pick<Probe, 'verdict' | 'reasons' | 'drifts'> => {
  const counted = drifts.filter(({ severity }) => strict || reaches(severity, 'behaviour'))
  const reasons = whyNot(runs)
  const verdict = counted.length > 0 ? 'differs' : reasons.length > 0 ? 'not-measured' : 'same'
  return { verdict, reasons, drifts: counted }
}

const whyNot = (runs: readonly RunResult[]): readonly string[] => {
  const lost = runs.flatMap((run) => (run.status === 'not-measured' ? [`${run.version}: ${run.reason}`] : []))
  const [before, after] = runs
  if (lost.length > 0 || !before || !after) return lost
  const pairs = before.scenarios.flatMap((one) => {
    const other = after.scenarios.find(({ id, gateway }) => id === one.id && gateway === one.gateway)
    return other ? [{ one, other }] : []
  })
  const open = pairs.filter(({ one, other }) => one.status !== 'unsupported' || other.status !== 'unsupported')
  if (open.length === 0) return [`Neither version can express it: ${reasonOf(pairs[0]?.other)}`]
  return open.flatMap(({ one, other }) => [...told(one, before), ...told(other, after)])
}

const told = (result: ScenarioResult, { version }: RunResult): readonly string[] =>
  result.status === 'measured'
    ? []
    : [`${version}: ${result.id} behind ${result.gateway}: ${result.status}: ${result.reason}`]

const reasonOf = (result: ScenarioResult | undefined): string =>
  result && result.status !== 'measured' ? result.reason : 'no scenario was run'
