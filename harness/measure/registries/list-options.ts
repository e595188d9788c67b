import type { Keep } from '../../edges/keeping.ts'
import type { Get } from '../../edges/network.ts'

/** What a look-up may use. */
export type ListOptions = {
  /** Absolute; version lists are kept under `registries/` in it. */
  readonly cacheDir: string
  /** Ask nobody: what the cache holds, or an error. */
  readonly offline: boolean
  /** Where registry settings are read from, with the configuration files that it points to. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absolute; project configuration is looked for here. */
  readonly cwd: string
  /** Milliseconds until a registry's answer begins. Default 10 000. */
  readonly timeoutMs?: number
  /** How answers are kept. Default: where the disk takes them, else not. */
  readonly keep?: Keep
  /** For tests. */
  readonly get?: Get
}
