import type { Report } from '../../model/report.ts'
import { counted, scenarioNames } from './scenario-names.ts'

export type Gap = { readonly what: string; readonly why: string }

/** What a run was asked for and could not measure. */
export const unmeasured = (report: Report): Gap[] => {
  const gaps: Gap[] = []
  for (const run of report.runs) {
    if (run.status === 'not-measured') gaps.push({ what: `${run.sdk} ${run.version}`, why: run.reason })
    const lost = new Map<string, string[]>()
    for (const scenario of run.scenarios) {
      if (scenario.status !== 'timeout' && scenario.status !== 'crashed') continue
      const why = `${scenario.status}: ${scenario.reason}`
      lost.set(why, [...(lost.get(why) ?? []), `${scenario.id} behind ${scenario.gateway}`])
    }
    for (const [why, cells] of lost) {
      const what = cells.length <= 3 ? cells.join(', ') : `${cells.slice(0, 2).join(', ')} and ${cells.length - 2} more`
      gaps.push({ what: `${run.sdk} ${run.version}`, why: `${what}: ${why}` })
    }
  }
  return gaps
}

/** Scenarios that an SDK has no words for, one entry a reason. */
export const unsupported = (report: Report): Gap[] => {
  const reasons = new Map<string, { sdk: string; why: string; versions: Set<string>; scenarios: Set<string> }>()
  for (const run of report.runs) {
    for (const scenario of run.scenarios) {
      if (scenario.status !== 'unsupported') continue
      const key = JSON.stringify([run.sdk, scenario.reason])
      const entry = reasons.get(key) ?? {
        sdk: run.sdk,
        why: scenario.reason,
        versions: new Set(),
        scenarios: new Set(),
      }
      entry.versions.add(run.version)
      entry.scenarios.add(scenario.id)
      reasons.set(key, entry)
    }
  }
  return [...reasons.values()].map(({ sdk, why, versions, scenarios }) => {
    const measured = report.runs.filter((run) => run.sdk === sdk && run.status === 'measured').length
    const [first] = versions
    const where =
      versions.size === measured ? 'every version' : versions.size === 1 ? first : `${versions.size} versions`
    const names = scenarioNames([...scenarios])
    const what = names.length <= 3 ? names.join(', ') : counted(scenarios.size, 'scenario')
    return { what: sdk, why: `${what} at ${where}: ${why}` }
  })
}

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
