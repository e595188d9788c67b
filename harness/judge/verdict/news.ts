import { listed } from '../../model/listed.ts'
import type { Finding, Known, Report } from '../../model/report.ts'

/**
 * The report with its news told in its notes, and each finding that the last one had marked as known. A finding that was
 * accepted then and is not any more (its acceptance expired, or was taken out) is new: it was not there before as
 * something that fails.
 * @param last null: there is none, so everything is new
 */
export const withNews = (last: Report | null, now: Report): Report => {
  const known = last ? knownIn(last, now.findings) : new Map<string, Known>()
  const findings = now.findings.map((finding): Finding => {
    const since = known.get(finding.id)
    return since ? { ...finding, known: since } : finding
  })
  return { ...now, findings, notes: [...newsInWords(last, { ...now, findings }), ...now.notes] }
}

const knownIn = (last: Report, findings: readonly Finding[]): ReadonlyMap<string, Known> => {
  const gone = last.findings.filter((old) => !findings.some(({ id }) => id === old.id))
  return new Map(
    findings.flatMap((finding) => {
      const old = last.findings.find(({ id }) => id === finding.id) ?? taken(gone, finding)
      if (!old || (old.accepted !== null && finding.accepted === null)) return []
      return [[finding.id, { since: old.known?.since ?? last.startedAt, at: old.to }] as const]
    }),
  )
}

/**
 * The same change at a step that is gone, because a release took the place of another. Each is taken once: what comes
 * back at a further step is new there.
 */
const taken = (gone: Finding[], { key }: Finding): Finding | undefined => {
  const at = gone.findIndex((old) => old.key !== undefined && old.key === key)
  return at < 0 ? undefined : gone.splice(at, 1)[0]
}

const newsInWords = (last: Report | null, { runs, findings }: Report): readonly string[] => {
  if (last === null) return ['There is no earlier report: every finding counts as new.']
  const day = `${last.startedAt.slice(0, 16).replace('T', ' ')} UTC`
  const fresh = runs.filter(
    (run) => !last.runs.some(({ sdk, version, on }) => sdk === run.sdk && version === run.version && on === run.on),
  )
  const named = [...Map.groupBy(fresh, ({ sdk }) => sdk)].map(
    ([sdk, own]) => `${sdk} ${own.map(({ version, on }) => (on ? `${version} on ${on}` : version)).join(', ')}`,
  )
  const unknown = findings.filter(({ known }) => known === undefined)
  return [
    named.length > 0
      ? `New since the report of ${day}: ${named.join('; ')}.`
      : `No version is new since the report of ${day}.`,
    unknown.length > 0
      ? `Findings that were not there before: ${listed(unknown.map(({ id }) => id))}.`
      : 'No finding is new.',
  ]
}
