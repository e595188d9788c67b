import type { Fault } from '../../errors.ts'
import type { Registry } from '../../model/sdk.ts'
import type { ManifestKind } from './formats.ts'
import type { Override } from './override.ts'
import type { Ask, Copy } from './reading.ts'
import type { Place } from './use.ts'

/** A manifest that was read, and what is needed to find its lockfile. */
export type SourceManifest = {
  readonly kind: ManifestKind
  readonly registry: Registry
  readonly file: string
  readonly asks: readonly Ask[]
  /** Pins that bound it from other files. */
  readonly bounds: readonly { readonly package: string; readonly version: string; readonly at: Place }[]
}

export type SourceLock = {
  readonly of: readonly ManifestKind[]
  readonly registry: Registry
  readonly file: string
  readonly copies: readonly Copy[]
  readonly members: readonly string[] | null
  /** For a compiled requirements file: what it was compiled from. */
  readonly sources: readonly string[] | null
}

export type Sources = {
  readonly manifests: readonly SourceManifest[]
  readonly locks: readonly SourceLock[]
  /** Globs of a workspace's folders, by the folder of its root. */
  readonly workspaces: Readonly<Record<string, readonly string[]>>
  /** What the roots put in the place of what is asked for. */
  readonly overrides: readonly Override[]
  readonly faults: readonly Fault[]
}
