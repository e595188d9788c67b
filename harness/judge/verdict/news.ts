import type { News } from '../../model/news.ts'
import type { Report } from '../../model/report.ts'

/**
 * What is new since the last report. A finding that was accepted then and is not any more (its acceptance expired, or
 * was taken out) counts as new: it was not there before as something that fails.
 */
export const newsOf = (before: Report | null, now: Report): News => ({
  since: before?.startedAt ?? null,
  versions: now.runs
    .filter((run) => !before?.runs.some(({ sdk, version }) => sdk === run.sdk && version === run.version))
    .map(({ sdk, version }) => ({ sdk, version })),
  findings: now.findings
    .filter((finding) => {
      const old = before?.findings.find(({ id }) => id === finding.id)
      return !old || (old.accepted !== null && finding.accepted === null)
    })
    .map(({ id }) => id),
})

/** The same in words, for the notes of the report. */
export const newsInWords = ({ since, versions, findings }: News): readonly string[] => {
  if (since === null) return ['There is no earlier report: every finding counts as new.']
  const day = `${since.slice(0, 16).replace('T', ' ')} UTC`
  const named = [...Map.groupBy(versions, ({ sdk }) => sdk)].map(
    ([sdk, own]) => `${sdk} ${own.map(({ version }) => version).join(', ')}`,
  )
  return [
    named.length > 0
      ? `New since the report of ${day}: ${named.join('; ')}.`
      : `No version is new since the report of ${day}.`,
    findings.length > 0 ? `Findings that were not there before: ${findings.join(', ')}.` : 'No finding is new.',
  ]
}

/**
 * A report in which what was there before no longer fails the run: shown and marked, as an accepted finding is. It is for
 * the reader of this run; what is kept for the next one says nothing of this.
 */
export const withOldMarked = (report: Report, { since, findings }: News): Report => {
  const reason = `Not new: it was there in the report of ${since?.slice(0, 10)} already.`
  const isOld = (id: string): boolean => !findings.includes(id)
  const mark = <T extends { readonly accepted: unknown }>(one: T, id: string): T =>
    one.accepted === null && isOld(id) ? { ...one, accepted: { reason } } : one
  return {
    ...report,
    findings: report.findings.map((finding) => mark(finding, finding.id)),
    drifts: report.drifts.map((drift) => mark(drift, drift.finding)),
  }
}
