import type { Spot } from '../../../../model/spot.ts'
import { CannotTell } from '../policy.ts'

/** Units of work one evaluation may take: a node, a call, an item of a list, or 100 characters of text are one each. */
const STEPS = 100_000
/** Characters of one text. */
export const LONGEST = 4_000_000

export type Spend = (units: number, at: Spot) => void

export const spender = (steps = STEPS): Spend => {
  let left = steps
  return (units, at) => {
    left -= units
    if (left < 0) throw new CannotTell(at, `the expression takes more than ${steps} steps`)
  }
}
