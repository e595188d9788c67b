import type { Expression } from '../../model/policy-expression.ts'
import type { Spot } from '../../model/spot.ts'

/** The expression with every position moved: in place, since the parser made it for nobody else. */
export const withSpots = (expression: Expression, place: (spot: Spot) => Spot): Expression => {
  const moved = new Set<object>()
  const pending: unknown[] = [expression]
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== 'object' || value === null || moved.has(value)) continue
    moved.add(value)
    if (isSpot(value)) Object.assign(value, place(value))
    else pending.push(...Object.values(value).filter((inner) => typeof inner === 'object' && inner !== null))
  }
  return expression
}

const isSpot = (value: object): value is Spot => 'file' in value && 'line' in value && 'column' in value
