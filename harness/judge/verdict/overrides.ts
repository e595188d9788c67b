import { pattern } from '../../model/pattern.ts'
import type { Change, Difference, Drift } from '../../model/report.ts'
import type { RuleId } from '../../model/rule-id.ts'
import type { Severity } from '../../model/severity.ts'
import { type ChangeMatch, lacksForLeak, lowersLeaks, type SeverityOverride } from '../../model/severity-override.ts'

/** Where a change was seen. */
export type SeenAt = Pick<Drift, 'sdk' | 'scenario' | 'gateway'>

/** What a change weighs: by its rule, or by the first override that speaks of it. */
export const overridden = (
  change: Difference,
  rule: { readonly id: RuleId; readonly severity: Severity },
  at: SeenAt,
  overrides: readonly SeverityOverride[],
): Pick<Change, 'severity' | 'overridden'> => {
  const entry = overrides.findIndex((override) => speaksOf(override, change, rule.id, at))
  const override = overrides[entry]
  if (!override || override.severity === rule.severity) return { severity: rule.severity }
  const { severity, reason } = override
  return { severity, overridden: { from: rule.severity, reason, entry } }
}

const speaksOf = (override: SeverityOverride, change: Difference, rule: RuleId, at: SeenAt): boolean => {
  const { match } = override
  if (change.kind === 'credential-leaked' && override.severity !== 'breaking' && !namesLeak(override)) return false
  const given: Readonly<Record<keyof ChangeMatch, string | undefined>> = {
    rule,
    kind: change.kind,
    name: change.name,
    host: hostOf(change),
    ...at,
  }
  return (Object.keys(given) as (keyof ChangeMatch)[]).every((key) => fits(match[key], given[key]))
}

/** Whoever speaks of many changes does not mean that a key may go to a stranger. */
const namesLeak = (override: SeverityOverride): boolean =>
  lowersLeaks(override) && lacksForLeak(override.match).length === 0

const fits = (wish: string | undefined, value: string | undefined): boolean =>
  wish === undefined || (value !== undefined && pattern(wish).test(value))

/** Where a redirect leads has no name of its own. */
const REDIRECTED = 'other-origin'

const hostOf = (change: Difference): string | undefined =>
  change.kind === 'credential-leaked' || change.kind === 'credential-withheld'
    ? ((change.after ?? change.before)?.host ?? REDIRECTED)
    : undefined

/** Remarks on overrides that changed nothing in a whole run. */
export const idleOverrides = (
  drifts: readonly Pick<Drift, 'changes'>[],
  overrides: readonly SeverityOverride[],
): readonly string[] => {
  const used = new Set(drifts.flatMap(({ changes }) => changes.flatMap(({ overridden: by }) => by?.entry ?? [])))
  return overrides.flatMap(({ match, severity, reason }, entry) =>
    used.has(entry)
      ? []
      : [`severities[${entry}] (${described(match)}: ${severity}, "${reason}") changed no severity in this run.`],
  )
}

const described = (match: ChangeMatch): string =>
  Object.entries(match)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ')
