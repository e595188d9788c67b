import type { Recipe } from './recipe.ts'

/** First line to a driver, on its stdin. Then one `DriverJob` a line. */
export type DriverHello = {
  /** The isolated folder the SDK is imported from. */
  readonly dir: string
  /** The SDK's name in its registry. */
  readonly package: string
  /** Loopback ports that may be connected to; every other connection is refused and recorded. */
  readonly ports: readonly number[]
}

export type DriverJob = { readonly job: number; readonly recipe: Recipe }

/** What a driver says, one JSON object a line, on file descriptor 3. */
export type DriverEvent =
  | { readonly event: 'ready'; readonly runtime: string }
  | { readonly event: 'start'; readonly job: number }
  | { readonly event: 'end'; readonly job: number; readonly end: DriverEnd }

/** How a job ended, in the SDK's own words. */
export type DriverEnd =
  | { readonly kind: 'returned' }
  | { readonly kind: 'raised'; readonly name: string; readonly message: string; readonly status: number | null }
  /** A connection to somewhere else than the harness was attempted, and refused. */
  | { readonly kind: 'egress'; readonly host: string; readonly port: number }
  /** This version lacks a class, method or argument of the recipe. */
  | { readonly kind: 'unsupported'; readonly reason: string }
