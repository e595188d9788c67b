import { acceptCommand } from './accept.ts'
import { bisectCommand } from './bisect.ts'
import type { Register } from './command.ts'
import { diffCommand } from './diff.ts'
import { explainCommand } from './explain.ts'
import { gateCommand } from './gate.ts'
import { matrixCommand } from './matrix.ts'
import { probeCommand } from './probe.ts'
import { publishFindingsCommand } from './publish-findings.ts'
import { showCommand } from './show.ts'

/** Every command, in the order of --help. */
export const commands = {
  matrix: matrixCommand,
  show: showCommand,
  diff: diffCommand,
  gate: gateCommand,
  bisect: bisectCommand,
  probe: probeCommand,
  accept: acceptCommand,
  explain: explainCommand,
  'publish-findings': publishFindingsCommand,
} as const satisfies Readonly<Record<string, Register>>
