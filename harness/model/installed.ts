import type { Runtime } from './runtime.ts'
import type { Target } from './sdk.ts'

/** Package name → version that really lies in the isolated folder, the SDK itself among them. */
export type Dependencies = Readonly<Record<string, string>>

/** A failed install is a value: the other versions go on. */
export type Installed =
  | {
      readonly state: 'ready'
      readonly target: Target
      /** Absolute; holds `node_modules/` (npm) or the packages themselves (PyPI, a `--target` folder). */
      readonly dir: string
      readonly runtime: Runtime
      readonly dependencies: Dependencies
      /** Why these are not those of the release day, though they were asked for; absent where they are, or were not. */
      readonly notOfReleaseDay?: string
      /** Was it there already, from an earlier run? */
      readonly reused: boolean
    }
  | { readonly state: 'failed'; readonly target: Target; readonly runtime: Runtime | null; readonly reason: string }
