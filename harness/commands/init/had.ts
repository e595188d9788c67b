import type { Locked, Use } from '../../ask/projects/use.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import type { Registry } from '../../model/sdk.ts'

/** What a project has of a package. */
export type Had = {
  /** The oldest version that it has locked or pinned; null: none. */
  readonly version: string | null
  /** What it asks for, where nothing is locked; null: it asks for none. */
  readonly range: string | null
  /** The file and line that says so; null: no file does. */
  readonly where: string | null
}

/** The oldest version that some place has: an upgrade begins there. */
export const hadOf = (registry: Registry, uses: readonly Use[]): Had => {
  const { exact, compare } = ecosystems[registry]
  const locked = uses.flatMap((use) => use.locked).filter(({ version }) => exact(version) !== null)
  const [oldest] = locked.toSorted((a, b) => compare(a.version, b.version))
  const declared = uses.flatMap((use) => use.declared ?? [])[0]
  const pinned = declared ? exact(declared.range) : null
  const at = (place: Locked['at']): string => `${place.file}:${place.line}`
  if (oldest) return { version: oldest.version, range: null, where: at(oldest.at) }
  if (!declared) return { version: null, range: null, where: null }
  return { version: pinned, range: declared.range, where: at(declared.at) }
}
