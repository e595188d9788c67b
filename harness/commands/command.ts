import type { Command } from 'commander'
import type { Terminal } from '../edges/terminal.ts'
import type { Place } from '../model/options.ts'

/** What a command is given. */
export type Context = {
  readonly place: Place
  readonly terminal: Terminal
  /** What stands behind `--`; empty: nothing. */
  readonly ownCommand: readonly string[]
  /** Sets the exit code of the process; the last word wins. */
  readonly exit: (code: number) => void
}

/** Adds one command to the program: its flags, and what it does. */
export type Register = (program: Command, context: Context) => void
