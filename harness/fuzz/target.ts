import type { Arbitrary } from 'fast-check'

/** A reader of what others write, and damaged input for it. */
export type FuzzTarget = {
  readonly title: string
  /** What it needs, made once for all inputs. */
  readonly open: () => Promise<Opened> | Opened
}

export type Opened = {
  /** The texts of one input: one, or a name and a text. */
  readonly inputs: Arbitrary<readonly string[]>
  /** Throws when the reader fails: anything but a `UserError` with its place, or an answer that makes no sense. */
  readonly check: (input: readonly string[]) => Promise<void> | void
  readonly close?: () => Promise<void>
}
