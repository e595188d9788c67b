import type { Value } from '../value.ts'
import { numberIn, textIn } from './arguments.ts'
import { lowered, raised } from './casing.ts'
import { char, double } from './numbers.ts'
import { type Static, type Types, thrown, type Use } from './types.ts'

/** A character, or the one at a place of a text. */
const one = ([text, at]: readonly Value[], use: Use): string => {
  const whole = textIn(text, use)
  if (at === undefined) return whole
  const found = whole.charAt(numberIn(at, use))
  if (found === '') throw thrown(use, 'ArgumentOutOfRangeException', 'Index was out of range.')
  return found
}

const is =
  (pattern: RegExp): Static =>
  (given, use) =>
    pattern.test(one(given, use))

/** A letter whose other case takes more than one character stays. */
const cased =
  (to: (text: string) => string): Static =>
  ([letter], use) => {
    const made = to(textIn(letter, use))
    return char(made.length === 1 ? made : textIn(letter, use))
  }

/** https://learn.microsoft.com/dotnet/api/system.char */
export const charTypes: Types = {
  char: {
    functions: {
      IsDigit: is(/^\p{Nd}$/u),
      IsNumber: is(/^\p{N}$/u),
      IsLetter: is(/^\p{L}$/u),
      IsLetterOrDigit: is(/^[\p{L}\p{Nd}]$/u),
      IsWhiteSpace: is(/^\s$/),
      IsUpper: is(/^\p{Lu}$/u),
      IsLower: is(/^\p{Ll}$/u),
      IsPunctuation: is(/^\p{P}$/u),
      IsSymbol: is(/^\p{S}$/u),
      IsSeparator: is(/^\p{Z}$/u),
      IsControl: is(/^\p{Cc}$/u),
      ToUpper: cased(raised),
      ToUpperInvariant: cased(raised),
      ToLower: cased(lowered),
      ToLowerInvariant: cased(lowered),
      ToString: ([letter], use) => textIn(letter, use),
      GetNumericValue: (given, use) => {
        const text = one(given, use)
        return double(/^\d$/.test(text) ? Number(text) : -1)
      },
    },
  },
}
