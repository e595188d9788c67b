import { listed } from '../../../model/listed.ts'
import type { Finding, Remedy, Report } from '../../../model/report.ts'
import { endNames } from '../../words/step-text.ts'

export type WayOut = {
  readonly spelling: string
  readonly scenario: string
  /** It works on both sides, so it can go out first. */
  readonly beforeUpgrade: boolean
  /** Where it was seen to pass, and what follows from that. */
  readonly advice: string
}

/** The newest version of an SDK that this run measured: what `passes.newest` is about. */
export const newestMeasured = (report: Report, { sdk, on }: Pick<Finding, 'sdk' | 'on'>): string | null =>
  // Of a step of runtimes both ends are all that is asked about.
  on?.kind === 'between'
    ? null
    : (report.runs.findLast((run) => run.sdk === sdk && run.status === 'measured')?.version ?? null)

/** A finding's remedies in words, those that pass on both sides first, each spelling once. */
export const waysOut = (finding: Pick<Finding, 'from' | 'to' | 'on' | 'remedies'>, newest: string | null): WayOut[] => {
  const { remedies } = finding
  const { from, to } = endNames(finding)
  const spellings = new Map(remedies.toReversed().map((remedy) => [remedy.spelling, remedy]))
  return [...spellings.values()]
    .toReversed()
    .toSorted((a, b) => rank(a) - rank(b))
    .map((remedy) => ({
      spelling: remedy.spelling,
      scenario: remedy.scenario,
      beforeUpgrade: remedy.passes.from && remedy.passes.to,
      advice: advice(remedy, from, to, newest),
    }))
}

/** Said of a breaking finding without a way out: what was not tried is not "none". */
export const noWayOut = ({ otherWays, to, on }: Pick<Finding, 'to' | 'on' | 'otherWays'>): string =>
  otherWays === 0
    ? 'not looked for: no other scenario of this run hands over these credentials for the same call'
    : `none seen: nothing else that was tried with these credentials passes at ${on?.kind === 'between' ? on.to : to}`

/** Ways that were seen to pass at the same versions, so that what follows from it is said once. */
export type WaysAlike = Pick<WayOut, 'advice' | 'beforeUpgrade'> & { readonly spellings: readonly string[] }

export const alike = (ways: readonly WayOut[]): WaysAlike[] => {
  const groups = new Map<string, WaysAlike>()
  for (const { advice, beforeUpgrade, spelling } of ways)
    groups.set(advice, { advice, beforeUpgrade, spellings: [...(groups.get(advice)?.spellings ?? []), spelling] })
  return [...groups.values()].map((group) =>
    group.spellings.length === 1 ? group : { ...group, advice: `each ${group.advice}` },
  )
}

const rank = ({ passes }: Remedy): number => (passes.from && passes.to ? 0 : 2) + (passes.newest ? 0 : 1)

const advice = ({ passes }: Remedy, from: string, to: string, newest: string | null): string => {
  const ends = [
    { version: from, passes: passes.from },
    { version: to, passes: passes.to },
    ...(newest === null || newest === to ? [] : [{ version: newest, passes: passes.newest }]),
  ]
  const works = ends.filter((end) => end.passes).map((end) => end.version)
  const fails = ends.filter((end) => !end.passes).map((end) => end.version)
  const seen = `passes at ${listed(works)}${fails.length > 0 ? `, not at ${listed(fails)}` : ''}`
  if (passes.from && passes.to) return `${seen}: it can be deployed before the upgrade`
  return passes.to ? `${seen}: deploy it together with the upgrade` : seen
}
