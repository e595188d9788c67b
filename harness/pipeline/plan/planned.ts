import type { Cell } from '../../model/cell.ts'
import type { Family } from '../../model/family.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Program } from '../../model/program.ts'
import type { Target } from '../../model/sdk.ts'

/** One version to install and measure. */
export type Planned = {
  readonly sdk: MatrixSdk
  readonly family: Family
  readonly target: Target
  readonly cells: readonly Cell[]
  /** The user's own, to be run at this version too. */
  readonly programs: readonly Program[]
  /** Ids of the gateways that they run behind. */
  readonly gateways: readonly string[]
  /** Versions at which it is found out what the programs need, oldest first: it must be the same at all of them. */
  readonly among: readonly Target[]
}

/** How many results a version is to have. */
export const cellsIn = ({ cells, programs, gateways }: Planned): number =>
  cells.length + programs.length * gateways.length

/** In how many ways a version is measured: by its cells, and by each program. */
export const runsIn = ({ cells, programs }: Planned): number => Math.min(cells.length, 1) + programs.length
