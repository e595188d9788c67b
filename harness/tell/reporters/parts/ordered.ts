import { remembered } from '../../../model/remembered.ts'
import type { Finding, Report } from '../../../model/report.ts'
import { byGravity } from '../../../model/severity.ts'

/** Findings as a reader needs them: worst first, of one severity the new before the known before the accepted, then as the runs stand (SDK, oldest step first). */
export const ordered = (report: Report): Finding[] => {
  const place = new Map(report.runs.map((run, index) => [`${run.sdk}@${run.version}`, index]))
  const at = (finding: Finding): number => place.get(`${finding.sdk}@${finding.to}`) ?? report.runs.length
  return report.findings.toSorted((a, b) => byGravity(a, b) || settled(a) - settled(b) || at(a) - at(b))
}

const settled = (finding: Finding): number => [null, 'known', 'accepted'].indexOf(standing(finding))

/** What stands beside a finding's severity: why it does not make the run fail. */
export const standing = ({ accepted, known }: Finding): 'accepted' | 'known' | null =>
  accepted ? 'accepted' : known ? 'known' : null

/** What is said of a finding that is not new and that nobody accepted; null of any other. */
export const knownText = ({ accepted, known, to, on }: Finding): string | null =>
  accepted || !known
    ? null
    : `since ${known.since.slice(0, 10)}, not accepted${known.at === to || on?.kind === 'between' ? '' : `; the report before had it at ${known.at}`}`

/** A finding's drifts, in its own order. */
export const driftsOf = ({ drifts }: Report, { id }: Finding): Report['drifts'] => byFinding(drifts).get(id) ?? []

const byFinding = remembered((drifts: Report['drifts']) => Map.groupBy(drifts, ({ finding }) => finding))

/** Dependencies that came with the step, but for the SDK itself. */
export const companions = (finding: Finding): Finding['dependencyChanges'] =>
  finding.dependencyChanges.filter(({ before, after }) => bare(before) !== finding.from || bare(after) !== finding.to)

/** Some manifests write their version so (`v1.34.0`), which registries do not. */
const bare = (version: string | null): string | undefined => version?.replace(/^v(?=\d)/, '')

/** `httpx 0.28.1 → 0.29.0`, `sniffio 1.3.1 gone`, `httpcore2 2.16.2 new`. */
export const companionText = ({ name, before, after }: Finding['dependencyChanges'][number]): string => {
  if (before === null) return `${name} ${after} new`
  return after === null ? `${name} ${before} gone` : `${name} ${before} → ${after}`
}

/** Groups with more scenarios first, then by their first name. */
export const bySize = (a: Sized, b: Sized): number =>
  b.scenarios.length - a.scenarios.length || ((a.scenarios[0] ?? '') < (b.scenarios[0] ?? '') ? -1 : 1)
type Sized = { readonly scenarios: readonly string[] }

/** A title without the count at its end, for where a column says the count. */
export const bareTitle = (title: string): string => title.replace(/ \(\d+ scenarios?[^()]*\)$/u, '')
