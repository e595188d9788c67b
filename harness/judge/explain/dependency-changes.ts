import type { DependencyStep } from '../../model/explanation.ts'
import type { Finding, RunResult } from '../../model/report.ts'

/** What differs between the dependencies of two runs, large steps first: they promise nothing. */
export const changesBetween = (before: RunResult, after: RunResult): Finding['dependencyChanges'] =>
  [...new Set([...Object.keys(before.dependencies), ...Object.keys(after.dependencies)])]
    .toSorted()
    .map((name) => ({ name, before: before.dependencies[name] ?? null, after: after.dependencies[name] ?? null }))
    .filter((change) => change.before !== change.after && !isSdk(change, before, after))
    .toSorted((a, b) => Number(isLarge(b)) - Number(isLarge(a)))

/** The large steps of dependencies from each run to the next of the same SDK. */
export const dependencySteps = (runs: readonly RunResult[]): readonly DependencyStep[] =>
  runs.flatMap((run, index) => {
    const before = runs.slice(0, index).findLast((one) => one.sdk === run.sdk)
    const changes = before ? changesBetween(before, run).filter(isLarge) : []
    return before && changes.length > 0 ? [{ sdk: run.sdk, from: before.version, to: run.version, changes }] : []
  })

/** The SDK lies among what it needs; that it steps is what is asked about. */
const isSdk = (change: Finding['dependencyChanges'][number], before: RunResult, after: RunResult): boolean =>
  change.before === before.version && change.after === after.version

/** Another major, another minor before 1.0, come or gone. */
const isLarge = ({ before, after }: Finding['dependencyChanges'][number]): boolean =>
  before === null || after === null || head(before) !== head(after)

const head = (version: string): string => /^(?:0\.)?\d+/.exec(version)?.[0] ?? version
