import type { Place } from '../../model/options.ts'

/** Where a run would happen, and with what. */
export type Examined = {
  readonly place: Place
  /** Absolute. */
  readonly cacheDir: string
  readonly offline: boolean
}
