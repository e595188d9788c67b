import type { FakeRegistry } from '../fake-registry.ts'
import type { Sandbox } from '../sandbox.ts'
import type { Chance } from './chance.ts'
import type { Night } from './night.ts'

/** One way to disturb nights. */
export type Mode = {
  /** What it does, to go on after `npm run soak --`. */
  readonly does: string
  /** How many nights, unless something else is asked for. */
  readonly runs: number
  /** Goes through the nights; tells each. */
  readonly nights: (world: SoakWorld) => AsyncIterable<Told>
}

export type SoakWorld = {
  readonly runs: number
  readonly chance: Chance
  readonly registry: FakeRegistry
  /** A fresh machine of its own. */
  readonly newSandbox: () => Sandbox
  /** The night on which nothing went wrong, and how long it took. */
  readonly expected: Night
  readonly coldMs: number
}

/** `done`: what went wrong. `wrong`: what of it was seen in the night after; none: it came out as ever. */
export type Told = { readonly done: string; readonly wrong: readonly string[] }
