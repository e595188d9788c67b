import type { Target } from '../../model/sdk.ts'
import type { Resolve } from './job.ts'

/** Until when what a version may depend on must have been there. */
export type Cutoff =
  /** ISO 8601; what was published at this very moment is in. */
  { readonly at: 'release'; readonly whole: string } | { readonly at: 'today'; readonly because?: string }

/** The release day's, where it was asked for and its date is to be believed. */
export const cutoffOf = (
  { source, completeAt, publishedAt, misdated }: Pick<Target, 'source' | 'completeAt' | 'publishedAt' | 'misdated'>,
  resolve: Resolve,
): Cutoff => {
  if (resolve === 'today') return { at: 'today' }
  if (source.kind !== 'registry') return { at: 'today', because: 'it is not from a registry' }
  if (misdated !== undefined) return { at: 'today', because: misdated }
  const whole = Date.parse(completeAt ?? publishedAt ?? '')
  return Number.isNaN(whole)
    ? { at: 'today', because: 'its registry dates nothing' }
    : { at: 'release', whole: new Date(whole).toISOString() }
}
