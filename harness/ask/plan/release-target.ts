import { type Dates, whyNotByDate } from '../../ecosystems/dates.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Release, Target } from '../../model/sdk.ts'
import { besideAt } from './beside-at.ts'

/**
 * A published version as it is to be installed.
 * @param dates what those of its package are worth
 */
export const releaseTarget = (
  entry: MatrixSdk,
  { version, publishedAt, completeAt = null, requires = null }: Published,
  dates: Dates,
): Target => {
  const { id, registry, package: name, family, on } = entry
  return {
    sdk: { id, registry, package: name, family },
    version,
    publishedAt,
    completeAt: later(completeAt ?? publishedAt, besideSince(entry, version)) ?? completeAt,
    ...(dates.kind === 'astray' ? { misdated: whyNotByDate(dates) } : {}),
    source: { kind: 'registry' },
    ...(on ? { runtime: on, requires } : {}),
  }
}

/** When all that is beside it could be had; undefined where the index does not say so of each. */
const besideSince = (entry: MatrixSdk, version: string): string | undefined => {
  const dates = Object.entries(besideAt(entry, version)).map(([name, at]) => entry.withDates?.[`${name}@${at}`])
  const known = dates.filter((date) => date !== undefined).toSorted((a, b) => Date.parse(a) - Date.parse(b))
  return known.length === dates.length ? known.at(-1) : undefined
}

type Published = Pick<Release, 'version' | 'publishedAt' | 'completeAt'> & Partial<Pick<Release, 'requires'>>

/** Dependencies are those of the day on which all of it could be had: what is beside it may be newer. */
const later = (own: string | null, beside: string | undefined): string | null =>
  own !== null && beside !== undefined && Date.parse(beside) > Date.parse(own) ? beside : null
