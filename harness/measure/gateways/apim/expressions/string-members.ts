import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { ignoresCase, numberIn, textIn } from './arguments.ts'
import { LONGEST } from './budget.ts'
import { lowered, raised } from './casing.ts'
import { same } from './equality.ts'
import { formatted } from './formatted.ts'
import { char, int, isNumber } from './numbers.ts'
import { ListValue, TextObject } from './objects.ts'
import { format, joined } from './string-made.ts'
import { on } from './string-method.ts'
import { charsIn, padded, replaced, split, trimmed } from './string-parts.ts'
import { comparison, inCulture, isOrdinal, ordinal } from './text-order.ts'
import { type Method, type Types, thrown, typeName, type Use } from './types.ts'

/** Both as they are compared. */
const casedBoth = (one: string, other: string, behind: readonly Value[], use: Use): readonly [string, string] =>
  ignoresCase(behind, use) ? [lowered(one), lowered(other)] : [one, other]

const searched = (find: (text: string, part: string) => Value): Method =>
  on((self, [part, ...behind], use) => find(...casedBoth(self, textIn(part, use), behind, use)))

const outOfRange = (use: Use) =>
  thrown(use, 'ArgumentOutOfRangeException', 'Index and length must refer to a location within the string.')

/** https://learn.microsoft.com/dotnet/api/system.string */
export const stringTypes: Types = {
  string: {
    properties: { Length: on((self) => int(self.length)) },
    index: on((self, [by], use) => {
      const at = numberIn(by, use)
      if (at < 0 || at >= self.length)
        throw thrown(use, 'IndexOutOfRangeException', 'Index was outside the bounds of the array.')
      return char(self.charAt(at))
    }),
    methods: {
      ToString: on((self) => self),
      ToLower: on(lowered),
      ToLowerInvariant: on(lowered),
      ToUpper: on(raised),
      ToUpperInvariant: on(raised),
      Trim: trimmed(true, true),
      TrimStart: trimmed(true, false),
      TrimEnd: trimmed(false, true),
      StartsWith: searched((text, part) => text.startsWith(part)),
      EndsWith: searched((text, part) => text.endsWith(part)),
      Contains: searched((text, part) => text.includes(part)),
      IndexOf: on((self, [part, ...behind], use) => {
        const [start, count] = behind.filter(isNumber).map(({ value }) => Number(value))
        const [text, found] = casedBoth(
          self.slice(0, count === undefined ? undefined : (start ?? 0) + count),
          textIn(part, use),
          behind.filter((each) => !isNumber(each)),
          use,
        )
        return int(text.indexOf(found, start ?? 0))
      }),
      LastIndexOf: on((self, [part, ...behind], use) => {
        const [start, ...more] = behind.filter(isNumber).map(({ value }) => Number(value))
        if (more.length > 0) throw new CannotTell(use.at, 'LastIndexOf within a part is not known here')
        const [text, found] = casedBoth(
          start === undefined ? self : self.slice(0, start + 1),
          textIn(part, use),
          behind.filter((each) => !isNumber(each)),
          use,
        )
        return int(text.lastIndexOf(found))
      }),
      LastIndexOfAny: on((self, [chars], use) => {
        const any = charsIn([chars ?? null], use)
        return int(
          Array.from({ length: self.length }, (_, at) => self.charAt(at)).findLastIndex((each) => any.includes(each)),
        )
      }),
      Clone: on((self) => self),
      IndexOfAny: on((self, [chars], use) => {
        const any = charsIn([chars ?? null], use)
        return int(
          Array.from({ length: self.length }, (_, at) => self.charAt(at)).findIndex((each) => any.includes(each)),
        )
      }),
      Equals: on((self, [other, ...behind], use) => {
        const [one, two] = casedBoth(self, typeof other === 'string' ? other : '', behind, use)
        return typeof other === 'string' && one === two
      }),
      CompareTo: on((self, given, use) => comparison(() => inCulture(self, textIn(given[0], use), use))),
      Substring: on((self, given, use) => {
        const from = numberIn(given[0], use)
        const length = given[1] === undefined ? self.length - from : numberIn(given[1], use)
        if (from < 0 || length < 0 || from + length > self.length) throw outOfRange(use)
        return self.slice(from, from + length)
      }),
      Remove: on((self, given, use) => {
        const from = numberIn(given[0], use)
        const length = given[1] === undefined ? self.length - from : numberIn(given[1], use)
        if (from < 0 || length < 0 || from + length > self.length) throw outOfRange(use)
        return self.slice(0, from) + self.slice(from + length)
      }),
      Insert: on((self, given, use) => {
        const at = numberIn(given[0], use)
        if (at < 0 || at > self.length) throw outOfRange(use)
        return self.slice(0, at) + textIn(given[1], use) + self.slice(at)
      }),
      // The composed form, as without an argument.
      Normalize: on((self) => self.normalize('NFC')),
      Split: split,
      Replace: replaced,
      PadLeft: padded(true),
      PadRight: padded(false),
      ToCharArray: on((self, _given, use) => {
        use.spend(self.length)
        return new ListValue(Array.from({ length: self.length }, (_, at) => char(self.charAt(at))))
      }),
    },
    fields: { Empty: () => '' },
    functions: {
      IsNullOrEmpty: ([text]) => text === null || text === undefined || text === '',
      IsNullOrWhiteSpace: ([text]) =>
        text === null || text === undefined || (typeof text === 'string' && text.trim() === ''),
      Join: joined,
      Concat: (given, use) => joined(['', ...given], use),
      Format: format,
      Copy: ([text], use) => textIn(text, use),
      Equals: ([left = null, right = null, ...behind], use) => {
        const ignores = ignoresCase(behind, use)
        if (typeof left !== 'string' || typeof right !== 'string') return same(left, right)
        return ignores ? lowered(left) === lowered(right) : left === right
      },
      Compare: ([left = null, right = null, ...behind], use) => {
        const ignores = ignoresCase(behind, use)
        if (left === null || right === null) return int(left === right ? 0 : left === null ? -1 : 1)
        const [one, two] = [textIn(left, use), textIn(right, use)]
        const order = behind.some(isOrdinal) ? ordinal : (a: string, b: string) => inCulture(a, b, use)
        return comparison(() => (ignores ? order(lowered(one), lowered(two)) : order(one, two)))
      },
      CompareOrdinal: ([left, right, ...more], use) => {
        if (more.length > 0) throw new CannotTell(use.at, 'string.CompareOrdinal of parts is not known here')
        return int(ordinal(textIn(left, use), textIn(right, use)))
      },
    },
    construct: ([what, count], use) => {
      if (what instanceof ListValue) return charsIn([what], use)
      const times = numberIn(count, use)
      if (times < 0 || times > LONGEST) throw new CannotTell(use.at, `a text of ${times} characters`)
      return textIn(what, use).repeat(times)
    },
  },
  object: {
    methods: {
      ToString: (self, given, use) => formatted(self, typeof given[0] === 'string' ? given[0] : null, use.at),
      Equals: (self, [other = null]) => same(self, other),
      GetType: (self) => new TextObject('Type', typeName(self)),
      Dispose: () => null,
    },
    functions: { Equals: ([left = null, right = null]) => same(left, right) },
  },
}
