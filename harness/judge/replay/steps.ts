import type { ReplayStep, Standing, Stretch, Told, WireRequest } from '../../model/replay.ts'

/** What the gateway says at each version of one scenario, oldest first. */
export type Line = {
  readonly scenario: string
  readonly points: readonly {
    readonly version: string
    readonly standing: Standing
    readonly request: WireRequest | null
  }[]
}

export const isTold = (standing: Standing): standing is Told =>
  standing.kind === 'let-in' || standing.kind === 'refused'

/** Versions next to each other with the same answer, as one. */
export const stretchesOf = ({ points }: Line): readonly Stretch[] => {
  const all: Stretch[] = []
  for (const { version, standing } of points) {
    const last = all.at(-1)
    if (last && without(last.to, last.standing) === without(version, standing))
      all[all.length - 1] = { ...last, to: version, versions: last.versions + 1, standing }
    else all.push({ from: version, to: version, versions: 1, standing })
  }
  return all
}

/** Between neighbours of the versions that could be told; scenarios that change alike at the same step are one. */
export const stepsOf = (lines: readonly Line[], compare: (a: string, b: string) => number): readonly ReplayStep[] => {
  const steps = new Map<string, ReplayStep>()
  for (const { scenario, points } of lines) {
    const told = points.flatMap(({ version, standing, request }) =>
      isTold(standing) && request ? [{ version, standing, request }] : [],
    )
    for (const [index, after] of told.entries()) {
      const before = told[index - 1]
      if (!before || textOf(before.standing) === textOf(after.standing)) continue
      const key = JSON.stringify([before.version, after.version, before.standing, after.standing])
      const same = steps.get(key)
      steps.set(
        key,
        same
          ? { ...same, scenarios: [...same.scenarios, scenario] }
          : {
              from: before.version,
              to: after.version,
              before: before.standing,
              after: after.standing,
              scenarios: [scenario],
              requests: { before: before.request, after: after.request },
            },
      )
    }
  }
  return [...steps.values()].sort((a, b) => Number(loses(b)) - Number(loses(a)) || compare(a.to, b.to))
}

/** Was let in, and is no longer. */
export const loses = ({ before, after }: Pick<ReplayStep, 'before' | 'after'>): boolean =>
  before.kind === 'let-in' && after.kind === 'refused'

/** A reason may name the version that it is about. */
const without = (version: string, standing: Standing): string => textOf(standing).replaceAll(version, '')

const textOf = (standing: Standing): string => JSON.stringify(standing)
