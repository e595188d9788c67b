import { counted } from '../../model/listed.ts'
import type { Change, Drift } from '../../model/report.ts'
import { stepText } from './step-text.ts'

/** What became of a change's severity by `matrix.json`; null where the rules' own stands. */
export const severityChange = ({ severity, overridden }: Pick<Change, 'severity' | 'overridden'>): string | null =>
  overridden ? `severity changed from ${overridden.from} to ${severity} by matrix.json: ${overridden.reason}` : null

/** Each changed severity once, with what it was of: "`header-removed x-team`: severity changed from …". */
export const severityChanges = (changes: readonly Change[]): readonly string[] => [
  ...new Set(
    changes.flatMap((change) => {
      const text = severityChange(change)
      return text === null
        ? []
        : [`\`${change.kind === change.name ? change.kind : `${change.kind} ${change.name}`}\`: ${text}`]
    }),
  ),
]

/** A remark for each entry of `severities` that changed something: never silent, wherever its findings stand. */
export const severityNotes = (
  drifts: readonly Pick<Drift, 'changes' | 'sdk' | 'from' | 'to' | 'on'>[],
): readonly string[] => {
  const all = drifts.flatMap((drift) =>
    drift.changes.flatMap((change) => (change.overridden ? [{ drift, change }] : [])),
  )
  return [...Map.groupBy(all, ({ change }) => JSON.stringify([change.overridden, change.severity])).values()].map(
    (same) => {
      const steps = new Set(same.map(({ drift }) => `${drift.sdk} ${stepText(drift)}`))
      const [first] = same
      const { overridden, severity } = first?.change ?? {}
      return `severities[${overridden?.entry}]: severity changed from ${overridden?.from} to ${severity} by matrix.json, in ${counted(same.length, 'place')} of ${[...steps].join(', ')}: ${overridden?.reason}`
    },
  )
}
