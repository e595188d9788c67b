import type { Value } from '../value.ts'
import { numberIn } from './arguments.ts'
import { thrown, type Use } from './types.ts'

/** A place of a list. @throws EvaluationError IndexOutOfRangeException */
export const place = (by: Value | undefined, length: number, use: Use): number => {
  const at = numberIn(by, use)
  if (at < 0 || at >= length)
    throw thrown(use, 'IndexOutOfRangeException', 'Index was outside the bounds of the array.')
  return at
}
