import type { Judged } from '../../model/judged.ts'
import type { Drift, Finding } from '../../model/report.ts'
import { driftSummary } from './drift-summary.ts'
import { findingTitle } from './finding-title.ts'

/** What the judge found, as a report tells it: each finding with its title, each drift with its summary. */
export const inWords = ({
  findings,
  drifts,
}: Judged): { readonly findings: readonly Finding[]; readonly drifts: readonly Drift[] } => {
  const byId = new Map(drifts.map((drift) => [drift.id, drift]))
  return {
    findings: findings.map((finding) => {
      const { causes: _causes, ...told } = finding
      return {
        ...told,
        title: findingTitle(
          finding,
          finding.drifts.flatMap((id) => byId.get(id) ?? []),
        ),
      }
    }),
    drifts: drifts.map((drift) => {
      const { causes: _causes, beside: _beside, answer: _answer, ...told } = drift
      return { ...told, summary: driftSummary(drift) }
    }),
  }
}
