import type { Command } from 'commander'
import type { Terminal } from '../edges/terminal.ts'
import type { Conceal } from '../judge/secrets/conceal.ts'
import type { Place } from '../model/options.ts'

/** What a command is given. */
export type Context = {
  readonly place: Place
  readonly terminal: Terminal
  /** For what is written elsewhere than to the terminal, which does it itself: names in the place of the caller's secrets. */
  readonly conceal: Conceal
  /** What stands behind `--`; empty: nothing. */
  readonly ownCommand: readonly string[]
  /** Sets the exit code of the process; the last word wins. */
  readonly exit: (code: number) => void
}

/** Says the rest of a command, of which name and description are there: its words and flags, and what it does. */
export type Register = (command: Command, context: Context) => void
