import { splitVariant } from '../../model/cell.ts'
import type { Drift, MeasuredResult, Remedy, RunResult, ScenarioResult } from '../../model/report.ts'
import { breaks, rank } from './rules.ts'

/** What a scenario says of itself, for finding others that hand over the same credentials for the same call. */
export type HandOver = {
  /** Scenario id without variant. */
  readonly scenario: string
  /** Credentials handed over, sorted: two scenarios with the same list differ in the way alone. */
  readonly roles: readonly string[]
  /** Everything else that is intended: client kind, calls, what the gateway says first. Equal texts, equal intent. */
  readonly rest: string
  /** The way, in the SDK's own spelling; null when the SDK has none. */
  readonly spelling: string | null
}

/**
 * The ways to hand over the same credentials for the same call that were observed to pass at the new version behind the
 * same gateway; those that pass on both sides first, since they can be deployed before the upgrade.
 */
export const remediesFor = (
  drift: Pick<Drift, 'scenario' | 'gateway' | 'from' | 'to' | 'changes'>,
  runs: readonly RunResult[],
  handOvers: readonly HandOver[],
): Tried => {
  if (!drift.changes.some((change) => change.kind === 'outcome' && breaks(change))) return NONE
  const [id, variant] = splitVariant(drift.scenario)
  const own = handOvers.find(({ scenario }) => scenario === id)
  if (!own || own.roles.length === 0) return NONE
  const newest = runs.findLast((run) => run.status === 'measured')
  const others = handOvers.filter(
    (other) => other.scenario !== id && other.rest === own.rest && String(other.roles) === String(own.roles),
  )
  const remedies = others
    .flatMap((other): Remedy[] => {
      const scenario = `${other.scenario}${variant}`
      const at = (version: string | undefined): boolean => passes(runs, version, scenario, drift.gateway)
      if (other.spelling === null || !at(drift.to)) return []
      return [
        { scenario, spelling: other.spelling, passes: { from: at(drift.from), to: true, newest: at(newest?.version) } },
      ]
    })
    .sort((a, b) => score(b) - score(a) || a.scenario.localeCompare(b.scenario, 'en'))
  const tried = others.filter(({ scenario }) => resultAt(runs, drift.to, `${scenario}${variant}`, drift.gateway))
  return { remedies, others: tried.length }
}

/** The ways out of one drift, and how many other ways were measured to find them: none seen is not none looked for. */
export type Tried = { readonly remedies: readonly Remedy[]; readonly others: number }
const NONE: Tried = { remedies: [], others: 0 }

const score = ({ passes }: Remedy): number => (passes.from ? 2 : 0) + (passes.newest ? 1 : 0)

const passes = (runs: readonly RunResult[], version: string | undefined, id: string, gateway: string): boolean => {
  const result = resultAt(runs, version, id, gateway)
  return result !== undefined && rank(result.outcome) === 0
}

const resultAt = (
  runs: readonly RunResult[],
  version: string | undefined,
  id: string,
  gateway: string,
): MeasuredResult | undefined => {
  const isWanted = (one: ScenarioResult): one is MeasuredResult =>
    one.id === id && one.gateway === gateway && one.status === 'measured'
  for (const run of runs) {
    const found = run.version === version ? run.scenarios.find(isWanted) : undefined
    if (found) return found
  }
  return undefined
}
