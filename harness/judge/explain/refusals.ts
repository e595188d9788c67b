import type { DependencyDay, Refusal } from '../../model/explanation.ts'
import type { RunResult } from '../../model/report.ts'
import { changesBetween } from './dependency-changes.ts'
import type { Matcher } from './matcher.ts'

export type Context = {
  readonly resolveOf: (sdk: string) => DependencyDay
  /** The same versions with the dependencies of their release days, when these runs had today's. */
  readonly releaseDay: readonly RunResult[]
}

/** Versions that could not be measured, or crashed in a scenario, because of the error; one entry for each SDK and reason. */
export const refusals = (runs: readonly RunResult[], matcher: Matcher, context: Context): readonly Refusal[] => {
  const hits = runs.flatMap((run) =>
    reasonsOf(run)
      .filter(matcher.isItToo)
      .map((reason) => ({ run, reason })),
  )
  return [...Map.groupBy(hits, ({ run, reason }) => JSON.stringify([run.sdk, reason])).values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const { run, reason } = first
    const works = workingBeside(run, runs, context)
    return [
      {
        sdk: run.sdk,
        versions: same.map((one) => one.run.version),
        reason,
        resolve: context.resolveOf(run.sdk),
        comparedWith: works?.version ?? null,
        goneAt: worksAfter(same.at(-1)?.run ?? run, runs),
        dependencyChanges: works ? changesBetween(works, run) : [],
      },
    ]
  })
}

const reasonsOf = (run: RunResult): readonly string[] => [
  ...new Set([
    ...(run.status === 'not-measured' ? [run.reason] : []),
    ...run.scenarios.flatMap((result) => (result.status === 'crashed' ? [result.reason] : [])),
  ]),
]

const worksAfter = (last: RunResult, runs: readonly RunResult[]): string | null =>
  runs.slice(runs.indexOf(last) + 1).find(({ sdk, status }) => sdk === last.sdk && status === 'measured')?.version ??
  null

/** The same version with its own dependencies tells most; else the nearest version of this run, the older one first. */
const workingBeside = (run: RunResult, runs: readonly RunResult[], { releaseDay }: Context): RunResult | undefined => {
  const works = (one: RunResult): boolean => one.sdk === run.sdk && one.status === 'measured'
  const same = releaseDay.find((one) => works(one) && one.version === run.version)
  const at = runs.indexOf(run)
  return same ?? runs.slice(0, at).findLast(works) ?? runs.slice(at + 1).find(works)
}
