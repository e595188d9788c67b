import type { JudgedDrift } from '../../model/judged.ts'
import { earlierIn, type StepLine } from '../../model/release-line.ts'
import type { Difference, MeasuredResult, RunResult, ScenarioResult } from '../../model/report.ts'
import { rolesIn } from '../../model/role.ts'
import { worst } from '../../model/severity.ts'
import { diffWires } from '../diff/diff-wires.ts'
import { fieldsOf } from '../diff/fields.ts'
import type { Unstable } from '../diff/noise.ts'
import { subjectOf } from '../diff/subject.ts'
import { type Scale, weighed } from './rules.ts'
import { stableId } from './stable-id.ts'

/** A drift before it is grouped, accepted and given a way out. */
export type RawDrift = Omit<JudgedDrift, 'accepted' | 'finding' | 'remedies' | 'causes' | 'answer'>

/**
 * Walks each scenario behind each gateway through the versions of one SDK, oldest first, and compares each measured
 * version with the last measured one that it follows in its release line; what could not be measured is stepped over and
 * named.
 * @param runs of one SDK, oldest first
 * @param unstable what a noise check found to differ by itself; default: nothing
 */
export const compareRuns = (
  runs: readonly RunResult[],
  scale: Scale,
  unstable: Unstable = () => false,
): readonly RawDrift[] => {
  const indexed = runs.map((run) => ({ run, byCell: new Map(run.scenarios.map((one) => [cellOf(one), one])) }))
  const earlier = earlierIn(runs)
  return runs.flatMap((run, index) =>
    run.scenarios.flatMap((result): RawDrift[] => {
      if (result.status !== 'measured') return []
      const before = lastMeasured(indexed, earlier(index), result)
      if (!before) return []
      // What is not the same in two runs of one version says nothing about two versions.
      const stable = diffWires(before.result, result).filter((change) =>
        [before.run, run].every(
          ({ version }) =>
            !unstable({ version, scenario: result.id, gateway: result.gateway, subject: subjectOf(change) }),
        ),
      )
      const changes = weighed(stable, scale, { scenario: result.id, gateway: result.gateway })
      if (changes.length === 0) return []
      const step = {
        sdk: run.sdk,
        scenario: result.id,
        gateway: result.gateway,
        from: before.run.version,
        to: run.version,
      }
      const line = lineOf(before.run, run)
      return [
        {
          ...step,
          ...(line ? { line } : {}),
          id: `d-${stableId(JSON.stringify([step.sdk, step.scenario, step.gateway, step.from, step.to]))}`,
          steppedOver: before.steppedOver,
          severity: worst(changes.map(({ severity }) => severity)),
          changes,
          beside: [...new Set(changes.flatMap((change) => stillCarrying(change, result)))].sort(),
        },
      ]
    }),
  )
}

const cellOf = ({ id, gateway }: ScenarioResult): string => `${id} ${gateway}`

type Indexed = { readonly run: RunResult; readonly byCell: ReadonlyMap<string, ScenarioResult> }
type Earlier = { readonly run: RunResult; readonly result: MeasuredResult; readonly steppedOver: readonly string[] }

const lastMeasured = (runs: readonly Indexed[], earlier: Iterable<number>, cell: ScenarioResult): Earlier | null => {
  const passed: number[] = []
  for (const at of earlier) {
    const { run, byCell } = runs[at] ?? {}
    const result = byCell?.get(cellOf(cell))
    if (run && result?.status === 'measured') {
      const between = passed.filter((one) => one > at).toSorted((a, b) => a - b)
      return { run, result, steppedOver: between.flatMap((one) => runs[one]?.run.version ?? []) }
    }
    passed.push(at)
  }
  return null
}

const lineOf = (from: RunResult, to: RunResult): StepLine | null =>
  from.line && to.line
    ? {
        from: from.line.name,
        to: to.line.name,
        across: Date.parse(from.publishedAt ?? '') > Date.parse(to.publishedAt ?? ''),
      }
    : null

const stillCarrying = (change: Difference, after: MeasuredResult): readonly string[] => {
  const exchange = after.exchanges[change.request]
  if (change.kind !== 'header-removed' || !exchange) return []
  const roles = change.before.flatMap(rolesIn)
  return [...fieldsOf(exchange)].flatMap(([name, values]) =>
    values.flatMap(rolesIn).some((role) => roles.includes(role)) ? [name] : [],
  )
}
