import { gapsOf, unablePrograms } from '../../../model/gap.ts'
import { atMost, counted, listed } from '../../../model/listed.ts'
import type { Report } from '../../../model/report.ts'
import { gapWords } from '../../words/gap-words.ts'
import { scenarioNames } from './scenario-names.ts'

/** A line of a list: what is not known, and why. */
export type GapLine = { readonly what: string; readonly why: string }

/** What a run was asked for and could not measure. */
export const unmeasured = ({ runs }: Report): readonly GapLine[] => gapsOf(runs).map(gapWords)

/**
 * Scenarios that an SDK has no words for, one entry a reason.
 * @param whole name every scenario and version, however many
 */
export const unsupported = (report: Report, whole = false): GapLine[] => {
  const reasons = new Map<string, { sdk: string; why: string; versions: Set<string>; scenarios: Set<string> }>()
  // Not even one version can: that is a gap, and told there.
  const unable = new Set(unablePrograms(report.runs).map(({ sdk, program }) => `${sdk} ${program}`))
  for (const run of report.runs) {
    for (const scenario of run.scenarios) {
      if (scenario.status !== 'unsupported' || unable.has(`${run.sdk} ${scenario.id}`)) continue
      const why = withoutVersion(scenario.reason, run.version)
      const key = JSON.stringify([run.sdk, why])
      const entry = reasons.get(key) ?? {
        sdk: run.sdk,
        why,
        versions: new Set(),
        scenarios: new Set(),
      }
      entry.versions.add(run.version)
      entry.scenarios.add(scenario.id)
      reasons.set(key, entry)
    }
  }
  return [...reasons.values()].map(({ sdk, why, versions, scenarios }) => {
    const runs = report.runs.filter((run) => run.sdk === sdk && run.status === 'measured')
    // On several runtimes a version is measured several times.
    const measured = [...new Set(runs.map((run) => run.version))]
    const names = scenarioNames([...scenarios].sort())
    const what = whole || names.length <= 3 ? names.join(', ') : counted(scenarios.size, 'scenario')
    return { what: sdk, why: `${what} at ${span(versions, measured, whole)}: ${why}` }
  })
}

/** An SDK's own version in its reason says no more than the version beside it, and makes one reason many. */
const withoutVersion = (reason: string, version: string): string =>
  reason.includes(version)
    ? reason
        .split(' ')
        .filter((word) => word !== version)
        .join(' ')
    : reason

/** `every version`, `5.17.0`, `5.17.0 and 5.18.0`, `5.17.0 … 5.19.1` where none is missing in between. */
const span = (versions: ReadonlySet<string>, measured: readonly string[], whole: boolean): string => {
  if (measured.length > 1 && versions.size === measured.length) return 'every version'
  const all = [...versions]
  const [first = '', last = ''] = [all[0], all.at(-1)]
  if (all.length <= 2 || whole) return listed(all)
  const between = measured.slice(measured.indexOf(first), measured.indexOf(last) + 1)
  return between.length === all.length ? `${first} … ${last}` : `${all.length} versions`
}

/** Versions of which nothing is known because nobody looked, one line for each two between which they lie. */
export const notLookedAt = ({ notLookedAt: all = [] }: Report, most: number): readonly GapLine[] =>
  all.map(({ sdk, from, to, alike, neither, versions }) => {
    const apart = neither ? 'could not be measured, neither of them' : 'differ, and the search was ended'
    const are = alike ? 'look the same' : apart
    return {
      what: `${sdk} ${from} → ${to}`,
      why: `${are}; ${counted(versions.length, 'version')} between not looked at: ${atMost(versions, most)}`,
    }
  })

/** Versions that a selector would have taken, one entry an SDK and reason. */
export const leftOut = (report: Report): { sdk: string; why: string; versions: string[] }[] => {
  const groups = new Map<string, { sdk: string; why: string; versions: string[] }>()
  for (const { sdk, version, why } of report.leftOut) {
    const group = groups.get(JSON.stringify([sdk, why])) ?? { sdk, why, versions: [] }
    group.versions.push(version)
    groups.set(JSON.stringify([sdk, why]), group)
  }
  return [...groups.values()]
}
