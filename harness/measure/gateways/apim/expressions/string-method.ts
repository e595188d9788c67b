import type { Value } from '../value.ts'
import { textIn } from './arguments.ts'
import type { Method, Use } from './types.ts'

/** A method of texts, which costs as much as its text is long. */
export const on =
  (does: (self: string, given: readonly Value[], use: Use) => Value): Method =>
  (self, given, use) => {
    const text = textIn(self, use)
    use.spend(1 + Math.trunc(text.length / 100))
    return does(text, given, use)
  }
