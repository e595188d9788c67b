import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { lowered } from './casing.ts'
import { int } from './numbers.ts'
import { TextObject } from './objects.ts'
import type { Use } from './types.ts'

const PLAIN = /^[0-9a-z]$/

/**
 * The order of two texts in the invariant culture, as `CompareTo`, `Compare` and a sort have it: digits before letters, and `a`
 * before `A` only where all else is even. -1, 0 or 1.
 * @throws CannotTell where a sign or a letter beyond ASCII decides: what that weighs depends on the system's own tables
 */
export const inCulture = (left: string, right: string, use: Pick<Use, 'at'>): number => {
  const [one, two] = [lowered(left), lowered(right)]
  for (let at = 0; at < Math.max(one.length, two.length); at += 1) {
    const [a, b] = [one.charAt(at), two.charAt(at)]
    if (a === b) continue
    if (a === '' || b === '') return a === '' ? -1 : 1
    if (PLAIN.test(a) && PLAIN.test(b)) return a < b ? -1 : 1
    throw new CannotTell(use.at, `which of "${a}" and "${b}" comes first is not known here: compare them as ordinals`)
  }
  for (let at = 0; at < left.length; at += 1)
    if (left.charAt(at) !== right.charAt(at)) return left.charAt(at) === one.charAt(at) ? -1 : 1
  return 0
}

/** `StringComparison.Ordinal`, `StringComparer.OrdinalIgnoreCase`. */
export const isOrdinal = (how: Value): boolean => how instanceof TextObject && how.text.startsWith('Ordinal')

/** What a comparison gives: of two that are uneven, in an order that is not known, it can be asked whether they are even. */
export const comparison = (compare: () => number): Value => {
  try {
    return int(compare())
  } catch (error) {
    if (error instanceof CannotTell) return new TextObject('Comparison', 'uneven')
    throw error
  }
}

/** By the numbers of their characters. */
export const ordinal = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1)
