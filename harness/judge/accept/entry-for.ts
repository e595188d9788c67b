import type { InRange } from '../../ecosystems/in-range.ts'
import type { Acceptance } from '../../model/matrix.ts'
import type { Finding } from '../../model/report.ts'
import { acceptedBy } from './accepted-by.ts'

type Facts = Pick<Finding, 'id' | 'sdk' | 'from' | 'to' | 'cause'>
export type Words = Pick<Acceptance, 'reason' | 'issue' | 'until'>

/**
 * The acceptance of one finding, in the widest words that speak of no other finding of its report. What the release did
 * (SDK, version, cause) is preferred to the finding's id: it can be read, and it holds where another machine's runtime,
 * or a version measured in between, gives the same change another id.
 */
export const entryFor = (finding: Facts, all: readonly Facts[], inRange: InRange, words: Words): Acceptance => {
  const { id, sdk, from, to, cause } = finding
  const others = all.filter((one) => one.id !== id)
  const speaksOf = (entry: Acceptance, one: Facts): boolean => acceptedBy(one, [entry], inRange, ALWAYS) !== null
  const { reason, issue, until } = words
  const told = { reason, ...(issue ? { issue } : {}), ...(until ? { until } : {}) }
  const fits = (entry: Acceptance): boolean => speaksOf(entry, finding) && !others.some((one) => speaksOf(entry, one))
  return (
    [
      { sdk, to, cause, ...told },
      { sdk, from, to, cause, ...told },
    ].find(fits) ?? { finding: id, ...told }
  )
}

/** A day on which no acceptance has expired yet. */
const ALWAYS = '0000-00-00'
