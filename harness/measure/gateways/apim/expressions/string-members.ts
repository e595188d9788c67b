import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { ignoresCase, numberIn, textIn } from './arguments.ts'
import { LONGEST } from './budget.ts'
import { lowered, raised } from './casing.ts'
import { displayed } from './displayed.ts'
import { same } from './equality.ts'
import { formatted } from './formatted.ts'
import { char, int, isNumber } from './numbers.ts'
import { ListValue, TextObject } from './objects.ts'
import { tryItems } from './sequence.ts'
import { comparison, inCulture, isOrdinal, ordinal } from './text-order.ts'
import { type Method, type Static, type Types, thrown, typeName, type Use } from './types.ts'

const on =
  (does: (self: string, given: readonly Value[], use: Use) => Value): Method =>
  (self, given, use) => {
    const text = textIn(self, use)
    use.spend(1 + Math.trunc(text.length / 100))
    return does(text, given, use)
  }

/** Both as they are compared. */
const casedBoth = (one: string, other: string, behind: readonly Value[], use: Use): readonly [string, string] =>
  ignoresCase(behind, use) ? [lowered(one), lowered(other)] : [one, other]

const searched = (find: (text: string, part: string) => Value): Method =>
  on((self, [part, ...behind], use) => find(...casedBoth(self, textIn(part, use), behind, use)))

const outOfRange = (use: Use) =>
  thrown(use, 'ArgumentOutOfRangeException', 'Index and length must refer to a location within the string.')

const charsIn = (given: readonly Value[], use: Use): string =>
  given
    .map((each) => (each instanceof ListValue ? each.items.map((one) => textIn(one, use)).join('') : textIn(each, use)))
    .join('')

const trimmed = (start: boolean, end: boolean): Method =>
  on((self, given, use) => {
    const chars = charsIn(given, use)
    const isCut = (at: number): boolean => (chars === '' ? /\s/.test(self.charAt(at)) : chars.includes(self.charAt(at)))
    let from = 0
    let to = self.length
    if (start) while (from < to && isCut(from)) from += 1
    if (end) while (to > from && isCut(to - 1)) to -= 1
    return self.slice(from, to)
  })

const split = on((self, given, use) => {
  const options = given.filter((each) => each instanceof TextObject).map((each) => each.text)
  const count = given.filter(isNumber).find(({ type }) => type === 'int')
  const separators = given
    .flatMap((each) =>
      each instanceof ListValue
        ? each.items
        : each instanceof TextObject || each === null || each === count
          ? []
          : [each],
    )
    .map((each) => textIn(each, use))
    .filter((each) => each !== '')
  let parts = splitBy(self, separators, count === undefined ? Infinity : Number(count.value))
  if (options.some((each) => each.includes('TrimEntries'))) parts = parts.map((part) => part.trim())
  if (options.some((each) => each.includes('RemoveEmptyEntries'))) parts = parts.filter((part) => part !== '')
  use.spend(parts.length)
  return new ListValue(parts)
})

const splitBy = (text: string, separators: readonly string[], most: number): string[] => {
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < text.length && parts.length < most - 1; ) {
    const by =
      separators.length === 0 ? /^\s/.exec(text.charAt(at))?.[0] : separators.find((each) => text.startsWith(each, at))
    if (by === undefined) at += 1
    else {
      parts.push(text.slice(from, at))
      at += by.length
      from = at
    }
  }
  return [...parts, text.slice(from)]
}

const padded = (start: boolean): Method =>
  on((self, given, use) => {
    const width = numberIn(given[0], use)
    if (width > LONGEST) throw new CannotTell(use.at, `a text of more than ${LONGEST} characters`)
    const fill = given[1] === undefined ? ' ' : textIn(given[1], use)
    return start ? self.padStart(width, fill) : self.padEnd(width, fill)
  })

const replaced = on((self, given, use) => {
  const [what, by] = given
  const from = textIn(what, use)
  if (from === '') throw thrown(use, 'ArgumentException', 'String cannot be of zero length.')
  const to = by === null || by === undefined ? '' : textIn(by, use)
  const parts = ignoresCase(given.slice(2), use) ? splitCaseless(self, from) : self.split(from)
  if (parts.length * to.length + self.length > LONGEST)
    throw new CannotTell(use.at, `a text of more than ${LONGEST} characters`)
  return parts.join(to)
})

const splitCaseless = (text: string, by: string): string[] => {
  const [lower, part] = [lowered(text), lowered(by)]
  const parts: string[] = []
  let from = 0
  for (let at = lower.indexOf(part); at >= 0; at = lower.indexOf(part, from)) {
    parts.push(text.slice(from, at))
    from = at + by.length
  }
  return [...parts, text.slice(from)]
}

/** `string.Join`. */
export const joined: Static = ([by, ...rest], use) => {
  const [only] = rest
  const items = rest.length === 1 && only !== undefined && typeof only !== 'string' ? (tryItems(only) ?? rest) : rest
  use.spend(items.length)
  const text = items.map((each) => displayed(each, use.at)).join(by === null ? '' : textIn(by, use))
  if (text.length > LONGEST) throw new CannotTell(use.at, `a text of more than ${LONGEST} characters`)
  return text
}

/** `string.Format`, and what appends so. @throws EvaluationError FormatException */
export const format: Static = ([pattern, ...given], use) => {
  const values = given.length === 1 && given[0] instanceof ListValue ? given[0].items : given
  return textIn(pattern, use).replace(
    /\{\{|\}\}|\{(\d+)(?:,(-?\d{1,4}))?(?::([^}]*))?\}/g,
    (text: string, at: string | undefined, align: string | undefined, by: string | undefined) => {
      if (at === undefined) return text.charAt(0)
      const value = values[Number(at)]
      if (value === undefined)
        throw thrown(use, 'FormatException', 'Index must be less than the size of the argument list.')
      const made = formatted(value, by ?? null, use.at)
      const width = Number(align ?? 0)
      return width < 0 ? made.padEnd(-width) : made.padStart(width)
    },
  )
}

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
