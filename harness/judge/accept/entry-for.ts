import type { InRange } from '../../ecosystems/in-range.ts'
import type { Acceptance } from '../../model/matrix.ts'
import type { Accepted, Finding } from '../../model/report.ts'
import { acceptedBy, wordsOf } from './accepted-by.ts'

type Facts = Pick<Finding, 'id' | 'key' | 'sdk' | 'from' | 'to' | 'on' | 'cause'>

/**
 * The acceptance of one finding, in the widest words that speak of no other finding of its report. What the release did
 * (SDK, version, cause) is preferred to the finding's id: it can be read, and it holds where another machine's runtime,
 * or a version measured in between, gives the same change another id. Where the next release will take this one's place,
 * the change is accepted from here on, and by its key: another one in the same few words was not looked into.
 * @param onwards the range of `to` and all later versions, where a later one will take its place; else null
 */
export const entryFor = (
  finding: Facts,
  all: readonly Facts[],
  inRange: InRange,
  onwards: string | null,
  words: Accepted,
): Acceptance => {
  const { id, key, sdk, from, to, on, cause } = finding
  const others = all.filter((one) => one.id !== id)
  const speaksOf = (entry: Acceptance, one: Facts): boolean => acceptedBy(one, [entry], inRange, ALWAYS) !== null
  const told = wordsOf(words)
  const fits = (entry: Acceptance): boolean => speaksOf(entry, finding) && !others.some((one) => speaksOf(entry, one))
  // The versions at which runtimes differ are others tomorrow.
  if (on?.kind === 'between') return key === undefined ? { finding: id, ...told } : { sdk, cause, key, ...told }
  return (
    [
      ...(onwards === null ? [] : [{ sdk, to: onwards, cause, ...(key === undefined ? {} : { key }), ...told }]),
      { sdk, to, cause, ...told },
      { sdk, from, to, cause, ...told },
    ].find(fits) ?? { finding: id, ...told }
  )
}

/** A day on which no acceptance has expired yet. */
const ALWAYS = '0000-00-00'
