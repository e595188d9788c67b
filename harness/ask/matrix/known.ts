import type { Registry } from '../../model/sdk.ts'

/** What the rest of the tool knows by name; the file is checked against it. */
export type Known = {
  /** Absolute folder of the matrix file: relative paths of scenario and gateway files are seen from there. */
  readonly folder: string
  /** Scenario ids, without variants. */
  readonly scenarios: readonly string[]
  /** The folders in which shipped scenarios lie: sets of them, as `@address`. */
  readonly groups: readonly string[]
  readonly gateways: readonly string[]
  /** Those of them that no glob takes. */
  readonly byName: readonly string[]
  /** The families that each registry has. */
  readonly families: Readonly<Record<Registry, readonly string[]>>
  /** The family that knows a package, or undefined. */
  readonly familyOf: (registry: Registry, packageName: string) => string | undefined
  /** Is there a file at this absolute path? */
  readonly fileExists: (path: string) => boolean
}
