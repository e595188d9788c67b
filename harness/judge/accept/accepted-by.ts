import type { InRange } from '../../ecosystems/in-range.ts'
import type { Acceptance } from '../../model/matrix.ts'
import { pattern } from '../../model/pattern.ts'
import type { Accepted, Finding } from '../../model/report.ts'

type Facts = Pick<Finding, 'id' | 'key' | 'sdk' | 'from' | 'to' | 'on' | 'cause'>

/**
 * The first acceptance that speaks of this finding and still holds; all its conditions must be met.
 * @param today YYYY-MM-DD, UTC
 */
export const acceptedBy = (
  finding: Facts,
  acceptances: readonly Acceptance[],
  inRange: InRange,
  today: string,
): Accepted | null => {
  const found = acceptances.find(
    (acceptance) => !isExpired(acceptance, today) && speaksOf(acceptance, finding, inRange),
  )
  if (!found) return null
  return wordsOf(found)
}

/** What an acceptance says, without what it speaks of. */
export const wordsOf = ({ reason, owner, issue, until }: Accepted): Accepted => ({
  reason,
  ...(owner ? { owner } : {}),
  ...(issue ? { issue } : {}),
  ...(until ? { until } : {}),
})

/** Remarks on acceptances that did nothing: expired while the finding is still there, or no finding for them. */
export const idleAcceptances = (
  findings: readonly Facts[],
  acceptances: readonly Acceptance[],
  inRange: InRange,
  today: string,
): readonly string[] =>
  acceptances.flatMap((acceptance) => {
    const met = findings.filter((finding) => speaksOf(acceptance, finding, inRange))
    const name = `The acceptance of ${described(acceptance)} ("${acceptance.reason}")`
    if (met.length === 0) return [`${name} matches no finding of this run.`]
    if (isExpired(acceptance, today))
      return [
        `${name} held until ${acceptance.until} and has expired: ${met.map(({ id }) => id).join(', ')} counts again.`,
      ]
    return []
  })

const isExpired = ({ until }: Acceptance, today: string): boolean => until !== undefined && until < today

const speaksOf = (acceptance: Acceptance, finding: Facts, inRange: InRange): boolean =>
  // What was looked into at a step of versions was not looked into at one of runtimes.
  (finding.on?.kind !== 'between' || acceptance.finding !== undefined || acceptance.key !== undefined) &&
  (acceptance.finding === undefined || acceptance.finding === finding.id) &&
  (acceptance.key === undefined || acceptance.key === finding.key) &&
  (acceptance.sdk === undefined || acceptance.sdk === finding.sdk) &&
  (acceptance.from === undefined || inRange(finding.sdk, finding.from, acceptance.from)) &&
  (acceptance.to === undefined || inRange(finding.sdk, finding.to, acceptance.to)) &&
  (acceptance.cause === undefined || pattern(acceptance.cause).test(finding.cause))

const described = ({ finding, key, sdk, from, to, cause }: Acceptance): string =>
  finding ?? [key ?? sdk, from && `from ${from}`, to && `to ${to}`, cause && `"${cause}"`].filter(Boolean).join(' ')
