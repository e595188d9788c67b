import type { Registry } from '../../model/sdk.ts'
import type { Wanted } from './reading.ts'
import type { Place } from './use.ts'

/** A range that the root of a project puts in the place of what is asked for. */
export type Override = {
  readonly registry: Registry
  readonly package: string
  /** As in `Declared`. */
  readonly range: string
  /** It is wanted beside what is asked for (uv's constraints), not in its place. */
  readonly narrows: boolean
  /** The package whose wish it replaces; null: everybody's, the manifests' too. */
  readonly under: string | null
  /** Does it speak of those who ask for this range? */
  readonly isFor: (range: string) => boolean
  readonly at: Place
  /** The lockfiles whose package manager heeds it. */
  readonly by: readonly string[]
}

export type SayingOverrides = (file: string, source: string, wanted: Wanted) => readonly Override[]
