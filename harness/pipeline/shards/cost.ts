import { ecosystems } from '../../ecosystems/index.ts'
import type { Took } from '../../model/kept.ts'
import { cellsIn, type Planned, runsIn } from '../plan/planned.ts'

/** How much of a version is measured: in how many ways, and how many results. */
export type Work = Pick<Took, 'runs' | 'cells'>

/** All of it. */
export const wholeWork = (one: Planned): Work => ({ runs: runsIn(one), cells: cellsIn(one) })

/**
 * Seconds on one core, roughly: what an install and a start take, and what each result does. Measured on the shipped matrix;
 * mostly their proportions matter.
 */
export const estimated = ({ sdk }: Pick<Planned, 'sdk'>, { runs, cells }: Work): number =>
  1.5 * runs + cells * (ecosystems[sdk.registry].slowToStart ? 0.016 : 0.01)
