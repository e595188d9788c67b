import { type Fault, UserError } from '../../errors.ts'
import type { Spot } from '../../model/spot.ts'

/** What is wrong in a policy document, and where. */
export type ReadFault = {
  readonly code: FaultCode
  readonly spot: Spot
  readonly what: string
  readonly hint?: string
}

export type FaultCode =
  | 'policy/invalid'
  | 'policy/no-root'
  | 'policy/no-named-value'
  | 'policy/no-fragment'
  | 'policy/expression'

/** `file:line:column`. */
const shownSpot = ({ file, line, column }: Spot): string => `${file}:${line}:${column}`

/** All faults as one error. Its code is theirs where they agree, else `policy/invalid`. */
export const faultsError = (faults: readonly ReadFault[]): UserError => {
  const codes = new Set(faults.map(({ code }) => code))
  const [only] = codes
  return new UserError(codes.size === 1 && only ? only : 'policy/invalid', faults.map(told))
}

/** As an error tells it. */
export const told = ({ spot, what, hint }: ReadFault): Fault => ({
  what,
  where: shownSpot(spot),
  ...(hint === undefined ? {} : { hint }),
})
