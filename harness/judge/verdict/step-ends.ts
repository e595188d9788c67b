import type { Drift, RunResult, StepOn } from '../../model/report.ts'

/** A step, of versions or of runtimes. */
export type Step = Pick<Drift, 'from' | 'to' | 'on'>

/** The runs at both ends of a step, on one runtime of several. */
export const endsOf = (
  runs: readonly RunResult[],
  { from, to, on }: Step,
): { readonly before: RunResult | undefined; readonly after: RunResult | undefined } => {
  const at = (version: string, runtime: string | undefined) =>
    runs.find((run) => run.version === version && (runtime === undefined || run.on === runtime))
  if (on?.kind === 'between') return { before: at(from, on.from), after: at(to, on.to) }
  return { before: at(from, on?.runtimes[0]), after: at(to, on?.runtimes[0]) }
}

/**
 * What a step's evidence is looked for in: the runs on each runtime that it was seen on. Of a step of runtimes its two ends
 * alone, named as versions: "passes on both sides" is then about these.
 */
export const sidesOf = (
  runs: readonly RunResult[],
  step: Step,
): readonly { readonly from: string; readonly to: string; readonly runs: readonly RunResult[] }[] => {
  const { from, to, on } = step
  if (on === undefined) return [{ from, to, runs }]
  if (on.kind === 'within')
    return on.runtimes.map((runtime) => ({ from, to, runs: runs.filter((run) => run.on === runtime) }))
  const { before, after } = endsOf(runs, step)
  const named = (run: RunResult | undefined, version: string) => (run ? [{ ...run, version }] : [])
  return [{ from: on.from, to: on.to, runs: [...named(before, on.from), ...named(after, on.to)] }]
}

/** What the drifts of one cause were seen on, together; `versions` in the order of the runs. */
export const seenOn = (steps: readonly Step[], runs: readonly RunResult[]): StepOn | undefined => {
  const all = steps.flatMap(({ on }) => on ?? [])
  const [first] = all
  if (!first) return undefined
  const inOrder = (names: readonly (string | undefined)[], of: readonly string[]): readonly string[] => [
    ...new Set(names.flatMap((name) => (name !== undefined && of.includes(name) ? [name] : []))),
  ]
  if (first.kind === 'between') {
    const shown = all.flatMap((on) => (on.kind === 'between' ? on.versions : []))
    return {
      ...first,
      versions: inOrder(
        runs.map(({ version }) => version),
        shown,
      ),
    }
  }
  const names = runs.map(({ on }) => on)
  const within = all.flatMap((on) => (on.kind === 'within' ? [on] : []))
  const runtimes = inOrder(
    names,
    within.flatMap((on) => on.runtimes),
  )
  const notOn = inOrder(
    names,
    within.flatMap((on) => on.notOn),
  )
  return { kind: 'within', runtimes, notOn: notOn.filter((name) => !runtimes.includes(name)) }
}
