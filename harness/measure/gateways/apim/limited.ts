import type { Tools } from './policy.ts'

/** How much of a limit is used up. */
export type Meter = {
  readonly used: () => number
  readonly count: (more: number) => void
  /** Whole seconds until there is room for so much again, one at least. */
  readonly secondsLeft: (room: number) => number
}

/** One limit, for one request. */
export type Limited = {
  readonly memory: Tools['memory']
  readonly key: string
  /** How long it is looked back. */
  readonly seconds: number
  /** How much is allowed in that time. */
  readonly most: number
  readonly nowMs: number
  /** When one of its periods begins, in milliseconds since 1970, so that all others follow. Default: with the first request. */
  readonly firstMs?: number
}
