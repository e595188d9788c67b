import type { MatrixSdk } from '../../model/matrix.ts'
import type { Release, Target } from '../../model/sdk.ts'

/** A published version as it is to be installed. */
export const releaseTarget = (
  { id, registry, package: name, family, withSince }: MatrixSdk,
  { version, publishedAt, completeAt = null }: Pick<Release, 'version' | 'publishedAt' | 'completeAt'>,
): Target => ({
  sdk: { id, registry, package: name, family },
  version,
  publishedAt,
  completeAt: later(completeAt ?? publishedAt, withSince) ?? completeAt,
  source: { kind: 'registry' },
})

/** Dependencies are those of the day on which all of it could be had: what is beside it may be newer. */
const later = (own: string | null, beside: string | undefined): string | null =>
  own !== null && beside !== undefined && Date.parse(beside) > Date.parse(own) ? beside : null
