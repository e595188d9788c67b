import { bisectCommand } from './bisect.ts'
import type { Register } from './command.ts'
import { diffCommand } from './diff.ts'
import { matrixCommand } from './matrix.ts'
import { probeCommand } from './probe.ts'
import { showCommand } from './show.ts'

/** Every command, in the order of --help. */
export const commands = {
  matrix: matrixCommand,
  show: showCommand,
  diff: diffCommand,
  bisect: bisectCommand,
  probe: probeCommand,
} as const satisfies Readonly<Record<string, Register>>
