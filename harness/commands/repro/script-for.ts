import { UserError } from '../../errors.ts'
import { sourceOf } from '../../measure/sdks/source-of.ts'
import { splitVariant } from '../../model/cell.ts'
import type { Place } from '../../model/options.ts'
import type { Drift, Report } from '../../model/report.ts'
import type { Scenario, ScriptedField } from '../../model/scenario.ts'
import { byGravity } from '../../model/severity.ts'
import type { ScriptedReply } from '../../tell/reporters/answers/repro/script.ts'
import { repro } from '../../tell/reporters/answers/repro.ts'
import { loadMatrix } from '../inputs/load-matrix.ts'
import { findingOf, neededReport } from '../results/last-report.ts'

/** Where the report and the matrix are. */
export type Flags = { readonly out: string; readonly config?: string }

/**
 * The script that shows a finding of the last report.
 * @throws UserError without a report or such a finding, and for one that a script of a few lines cannot show
 */
export const scriptFor = async (id: string, flags: Flags, place: Place): Promise<string> => {
  const report = await neededReport(flags.out, place.cwd)
  const finding = findingOf(report, id)
  const { matrix, scenarios, families } = await loadMatrix(flags.config, place)
  const sdk = matrix.sdks.find((one) => one.id === finding.sdk)
  if (!sdk)
    throw new UserError('repro/no-sdk', {
      what: `The matrix has no SDK "${finding.sdk}", which this finding is about.`,
      hint: 'Name the matrix file of that run: --config FILE',
    })
  const known = { scenarios, families: Object.fromEntries(families.all.map((family) => [family.id, family])) }
  const drifts = report.drifts.filter((drift) => drift.finding === id).toSorted(byPlainness)
  const told: string[] = []
  for (const drift of drifts) {
    const scenario = scenarios.find((one) => one.id === splitVariant(drift.scenario)[0])
    const trouble = scenario ? beyondScript(scenario, drift) : 'it is a program of your own'
    const source = sourceOf(known, drift.scenario, sdk, drift.to)
    if (trouble === null && source !== undefined)
      return repro({
        ...{ registry: sdk.registry, package: sdk.package, from: drift.from, to: drift.to, source },
        title: `${finding.sdk} ${drift.from} → ${drift.to}: ${finding.title}`,
        replies: repliesOf(statusesOf(report, drift), scenario),
      })
    told.push(`${drift.scenario}: ${trouble ?? 'its SDK has no words for it'}`)
  }
  throw new UserError('repro/beyond', {
    what: `A script of a few lines cannot show ${id}.`,
    hint: `${[...new Set(told)].join('; ')}. What was sent: sdkdrift show ${finding.sdk}@${finding.to} --scenario ${finding.scenarios[0] ?? ''}`,
  })
}

/** Gravest first; of these a synchronous call that is imported. */
const byPlainness = (a: Drift, b: Drift): number =>
  byGravity(a, b) || splitVariant(a.scenario)[1].length - splitVariant(b.scenario)[1].length

/** Why the other side of this scenario is more than a server that answers; null: it is not. */
const beyondScript = (scenario: Scenario, { on }: Drift): string | null => {
  if (on?.kind === 'between') return 'it is about two runtimes'
  if (scenario.hosts) return `it needs hosts that lead to the gateway (${scenario.hosts.join(', ')})`
  if (scenario.scheme === 'https') return 'it needs a gateway on https'
  const meets = [...(scenario.first ?? []), ...(scenario.answers ?? [])]
  if (meets.some((one) => !('status' in one) || 'redirect' in one))
    return 'the other side redirects, breaks off or hangs'
  const text = JSON.stringify(scenario)
  if (text.includes('"proxied"')) return 'it needs a proxy'
  if (text.includes('"date-in"')) return 'it is answered by dates'
  if (/"transport":"(?!plain")/u.test(text)) return 'it needs a transport of its own'
  return null
}

/** With what the scenario says beside the status of its first answers: how long to wait, whether to ask again. */
const repliesOf = (statuses: readonly number[], scenario: Scenario | undefined): readonly ScriptedReply[] =>
  statuses.map((status, at) => {
    const scripted = scenario?.first?.[at]
    const fields = scripted && 'status' in scripted && !('redirect' in scripted) ? scripted.headers : undefined
    return { status, ...(fields ? { headers: textsOf(fields) } : {}) }
  })

const textsOf = (fields: Readonly<Record<string, ScriptedField>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => (typeof field === 'string' ? [[name.toLowerCase(), field]] : [])),
  )

/** What the version that sent more requests was answered, one after the other: of two that sent as many, the newer one. */
const statusesOf = (report: Report, { sdk, from, to, scenario, gateway }: Drift): readonly number[] => {
  const of = (version: string): readonly number[] => {
    const run = report.runs.find((one) => one.sdk === sdk && one.version === version)
    const result = run?.scenarios.find((one) => one.id === scenario && one.gateway === gateway)
    return result?.status === 'measured' ? result.exchanges.map(({ response }) => response.status) : []
  }
  const [newer, older] = [of(to), of(from)]
  const told = newer.length < older.length ? older : newer
  return told.length > 0 ? told : [200]
}
