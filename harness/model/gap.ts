import { LOST, type Lost } from './capture.ts'
import { counted } from './listed.ts'
import { earlierIn } from './release-line.ts'
import type { MeasuredResult, RunResult, ScenarioResult } from './report.ts'

/**
 * What a run was asked for and could not measure: a whole version, scenarios of it that were lost in one way, or a step
 * between two versions of which no scenario was measured at both.
 */
export type Gap = {
  readonly sdk: string
  readonly version: string
  /** The runtime that it was asked for on; absent when none was. */
  readonly on?: string
  readonly reason: string
} & (
  | { readonly kind: 'version' }
  /** `version` is the newer end; `from` null: the only version there is, with nothing measured. */
  | { readonly kind: 'step'; readonly from: string | null }
  /** A program that says at every version, `version` the newest of them, that it cannot do what it was asked for. */
  | { readonly kind: 'program'; readonly program: string }
  /** A program that no gateway let in at any version, `version` the newest of them: all alike says nothing of it. */
  | { readonly kind: 'refused'; readonly program: string }
  | {
      readonly kind: 'scenarios'
      readonly status: Lost | 'late-requests'
      /** Never empty. */
      readonly places: readonly { readonly scenario: string; readonly gateway: string }[]
    }
)

/** A scenario whose client sent nothing to a gateway at any version that was compared, so that nothing is known of it. */
export type Silence = { readonly kind: 'silence'; readonly scenario: string; readonly gateway: string }

/**
 * Every gap, version by version. One reason is told once, however many scenarios it cost, and however many steps: of an SDK
 * whose programs can do nothing at any version, that is told and not each step.
 */
export const gapsOf = (runs: readonly RunResult[]): readonly Gap[] => {
  const unable = unablePrograms(runs)
  const idle = new Set(
    [...Map.groupBy(runs, ({ sdk }) => sdk)].flatMap(([sdk, own]) => {
      const ids = new Set<string>()
      for (const { scenarios } of own) for (const { id } of scenarios) ids.add(id)
      return ids.size > 0 && ids.size === unable.filter((gap) => gap.sdk === sdk).length ? [sdk] : []
    }),
  )
  return [
    ...stepGapsOf(runs).filter(({ kind, sdk }) => kind !== 'step' || !idle.has(sdk)),
    ...unable,
    ...refusedPrograms(runs),
  ]
}

/** The gaps that concern a step: what was lost at its ends, and that nothing is left to compare. */
export const stepGapsOf = (runs: readonly RunResult[]): readonly Gap[] => [...lostIn(runs), ...emptySteps(runs)]

/**
 * Programs of which nothing was measured at any version, because they cannot do it. They were asked for by name: unlike a
 * scenario that an SDK has no words for, that is no answer.
 */
export const unablePrograms = (runs: readonly RunResult[]): readonly (Gap & { readonly kind: 'program' })[] =>
  [...Map.groupBy(runs, ({ sdk }) => sdk)].flatMap(([sdk, own]) => {
    // What each said last; null once it did something else. There may be a thousand times as many results as scenarios.
    const said = new Map<string, { readonly version: string; readonly reason: string } | null>()
    for (const { version, scenarios } of own)
      for (const result of scenarios) {
        const isUnable = result.status === 'unsupported' && result.saidBy === 'program'
        if (!isUnable) said.set(result.id, null)
        else if (said.get(result.id) !== null) said.set(result.id, { version, reason: result.reason })
      }
    return [...said].flatMap(([program, last]) => (last ? [{ kind: 'program' as const, sdk, program, ...last }] : []))
  })

/** Programs that were let in nowhere, with what each gateway said to them last. */
const refusedPrograms = (runs: readonly RunResult[]): readonly Gap[] =>
  [...Map.groupBy(runs, ({ sdk }) => sdk)].flatMap(([sdk, own]) => {
    const said = new Map<string, { version: string; readonly behind: Map<string, string> }>()
    for (const { version, scenarios } of own)
      for (const result of scenarios) {
        if (result.status !== 'measured' || !result.neverLetIn) continue
        const of = said.get(result.id) ?? { version, behind: new Map() }
        of.version = version
        of.behind.set(result.gateway, endOf(result))
        said.set(result.id, of)
      }
    return [...said].map(([program, { version, behind }]) => ({
      ...{ kind: 'refused' as const, sdk, version, program },
      reason: [...behind].map(([gateway, end]) => `behind ${gateway} ${end}`).join('; '),
    }))
  })

/** How a program ended that got nowhere: what its last request was answered, and where that was no refusal, what it said of it. */
const endOf = ({ outcome, exchanges }: MeasuredResult): string => {
  const last = exchanges.at(-1)?.response
  const answer = last ? `${last.status} by ${last.by}` : 'nothing sent'
  const isRefused = last !== undefined && last.status >= 400
  return outcome.kind === 'error' && !isRefused ? `${answer}, ${outcome.name}: ${firstLine(outcome.message)}` : answer
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''

/** A step of which nothing was compared is not clean, it is not known. */
const emptySteps = (runs: readonly RunResult[]): readonly Gap[] =>
  [...Map.groupBy(runs, ({ sdk, on }) => JSON.stringify([sdk, on])).values()].flatMap((own) => {
    const isUsable = ({ status, scenarios }: RunResult): boolean => status === 'measured' && scenarios.length > 0
    const usable = own.filter(isUsable)
    const earlier = earlierIn(own)
    return own.flatMap((run, index): readonly Gap[] => {
      if (!isUsable(run)) return []
      const before = firstIn(own, earlier(index), isUsable)
      if (!before && usable.length > 1) return []
      const known = (before ?? run).scenarios
      if (run.scenarios.some((one, place) => isMeasured(one) && wasMeasured(one, place, known))) return []
      // What was lost is a gap of its own.
      if ([...(before?.scenarios ?? []), ...run.scenarios].some(({ status }) => isLost(status))) return []
      return [{ kind: 'step', ...whereOf(run), from: before?.version ?? null, reason: whyEmpty(run) }]
    })
  })

const whereOf = ({ sdk, version, on }: RunResult): Pick<Gap, 'sdk' | 'version' | 'on'> => ({
  sdk,
  version,
  ...(on ? { on } : {}),
})

/** Was it tried, and its result lost? */
export const isLost = (status: ScenarioResult['status']): status is Lost => LOST.some((lost) => lost === status)

const firstIn = (
  runs: readonly RunResult[],
  places: Iterable<number>,
  isWanted: (run: RunResult) => boolean,
): RunResult | undefined => {
  for (const at of places) {
    const run = runs[at]
    if (run && isWanted(run)) return run
  }
  return undefined
}

const isMeasured = ({ status }: ScenarioResult): boolean => status === 'measured'

/** Is this scenario measured among these too? It mostly stands in the same place. */
const wasMeasured = ({ id, gateway }: ScenarioResult, place: number, known: readonly ScenarioResult[]): boolean => {
  const isSame = (one: ScenarioResult | undefined): boolean =>
    one !== undefined && one.id === id && one.gateway === gateway && isMeasured(one)
  return isSame(known[place]) || known.some(isSame)
}

const whyEmpty = ({ scenarios }: RunResult): string => {
  const [first] = scenarios.flatMap((one) => (one.status === 'measured' ? [] : [`${one.status}: ${one.reason}`]))
  return `no scenario was measured at both ends${first === undefined ? '' : `, for example ${first}`}`
}

const lostIn = (runs: readonly RunResult[]): readonly Gap[] =>
  runs.flatMap((run): readonly Gap[] => {
    if (run.status === 'not-measured') return [{ kind: 'version', ...whereOf(run), reason: run.reason }]
    const lost = run.scenarios.flatMap((result) => {
      const why = whyNotWhole(result)
      return why ? [{ scenario: result.id, gateway: result.gateway, ...why }] : []
    })
    return [...Map.groupBy(lost, ({ status, reason }) => `${status}: ${reason}`).values()].flatMap((same) =>
      same.slice(0, 1).map(({ status, reason }) => {
        const places = same.map(({ scenario, gateway }) => ({ scenario, gateway }))
        return { kind: 'scenarios', ...whereOf(run), status, reason, places } as const
      }),
    )
  })

type Why = Pick<Gap & { readonly kind: 'scenarios' }, 'status' | 'reason'>

const whyNotWhole = (result: ScenarioResult): Why | null => {
  switch (result.status) {
    case 'measured':
      return result.late ? { status: 'late-requests', reason: lateText(result.late) } : null
    case 'unsupported':
      return null
    default:
      return { status: result.status, reason: result.reason }
  }
}

/** What is not known of a measured result: requests that nobody waited for. */
export const lateText = (late: number): string =>
  `${counted(late, 'request')} came when the scenario had ended, and ${late === 1 ? 'was' : 'were'} not compared.`
