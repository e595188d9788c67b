import type { Recipe } from './recipe.ts'

/** First line to a driver, on its stdin. */
export type DriverHello = {
  /** The isolated folder the SDK is imported from. */
  readonly dir: string
  /** The SDK's name in its registry. */
  readonly package: string
  readonly loads: DriverLoads
  /** Loopback ports that may be connected to; every other connection is refused and recorded. */
  readonly ports: readonly number[]
  /** Which files a guard lets through that has to decide by itself: beneath these paths, and to write beneath those. */
  readonly files: {
    readonly reads: readonly string[]
    readonly writes: readonly string[]
    /** Beneath it Python may keep what it compiled. */
    readonly bytecode?: string
  }
  /** Names of hosts that lead to the own port of some job; `*.` at the beginning stands for one label or more. */
  readonly hosts?: readonly string[]
  /** Environment variables of all jobs, set before the SDK is imported. */
  readonly variables?: Readonly<Record<string, string>>
  /** Some job is one of virtual time. */
  readonly virtualTime?: true
}

/** What of the SDK is imported before there is a job. */
export type DriverLoads = Pick<Recipe, 'form' | 'module' | 'elseModules' | 'client' | 'by'>

/**
 * One at a time, once the driver is ready or the one before has ended. All of one driver have the same `recipe.form`: two
 * forms of a package in one process could share state.
 */
export type DriverJob = {
  /** A secret of the run: who does not know it speaks for no job. */
  readonly job: string
  readonly recipe: Recipe
  /** Where what is meant for one of the hosts arrives, when this job began the connection; there when hosts are. */
  readonly hostPort?: number
  /** Which hosts those are, where they are not all that some job has. */
  readonly hosts?: readonly string[]
  /** What its client waits for is skipped. */
  readonly time?: 'virtual'
}

/** The answer to `called`: make the next call of this job. */
export type DriverGo = { readonly go: string }

/** The answer to `wait`: is nothing of the job being answered, so that its time went on? */
export type DriverWaited = { readonly waited: boolean }

/** The answer to `over`: a secret that was in no memory of the driver's while the SDK was called. Its `end` must bear it. */
export type DriverWord = { readonly word: string }

/**
 * What a driver says, one JSON object a line, on file descriptor 3; in which order, `hear` knows. Among these may stand at any
 * time what a guard refused (`reach`).
 */
export type DriverEvent =
  /** The runtime is up; the SDK is imported next. */
  | { readonly event: 'loading' }
  | { readonly event: 'ready'; readonly runtime: string }
  | { readonly event: 'start'; readonly job: string }
  /** A call has ended and another follows, once it is told to go on: only the harness knows what has arrived by then. */
  | { readonly event: 'called'; readonly job: string }
  /** Nothing is left to do but wait: may the job's time go on by so many milliseconds? Null: for ever, is no answer to come? */
  | { readonly event: 'wait'; readonly job: string; readonly ms: number | null }
  /** The SDK is called no more. */
  | { readonly event: 'over'; readonly job: string }
  | {
      readonly event: 'end'
      readonly job: string
      readonly word: string
      readonly end: DriverEnd
      /** What of the language and its library is not as it was when the SDK had been imported; absent: nothing. */
      readonly changed?: readonly string[]
    }

/** How one call ended, in the SDK's own words. */
export type CallEnd = { readonly kind: 'returned' } | Raised
type Raised = {
  readonly kind: 'raised'
  readonly name: string
  readonly message: string
  readonly status: number | null
}

/** How a job ended. */
export type DriverEnd =
  /** Each call was made, whatever came of those before it. */
  | { readonly kind: 'called'; readonly calls: readonly CallEnd[] }
  /** No call was made: the SDK could not be loaded in this form, or the client not be made. */
  | Raised
  /** Where time is virtual: it waits for an answer that never comes, and has set itself no end. */
  | { readonly kind: 'endless' }
  /** A connection to somewhere else than the harness was attempted, and refused. */
  | { readonly kind: 'egress'; readonly host: string; readonly port: number }
  /** This version lacks a class, method or argument of the recipe. */
  | { readonly kind: 'unsupported'; readonly reason: string }
