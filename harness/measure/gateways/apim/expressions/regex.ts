import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { functionIn, numberIn, textIn } from './arguments.ts'
import { boundedMatch } from './bounded-match.ts'
import { displayed } from './displayed.ts'
import { int, isNumber } from './numbers.ts'
import { FunctionValue, ListValue, RecordValue, TextObject, Thing } from './objects.ts'
import { readyPattern } from './regex-pattern.ts'
import { of, type Static, type Types, type Use } from './types.ts'

class RegexValue extends Thing {
  readonly source: string
  readonly options: readonly string[]

  constructor(source: string, options: readonly string[]) {
    super('Regex')
    this.source = source
    this.options = options
  }
}

class MatchValue extends Thing {
  readonly found: RegExpExecArray
  readonly rest: () => MatchValue | null

  constructor(found: RegExpExecArray, rest: () => MatchValue | null) {
    super('Match')
    this.found = found
    this.rest = rest
  }
}

const NO_MATCH = new RecordValue('Match', [
  ['Success', false],
  ['Value', ''],
  ['Index', int(0)],
  ['Length', int(0)],
  ['Groups', new Thing('NoGroups')],
])
const NO_GROUP = new RecordValue('Group', [
  ['Success', false],
  ['Value', ''],
  ['Index', int(0)],
  ['Length', int(0)],
])

const optionsIn = (given: readonly Value[]): readonly string[] =>
  given
    .filter((each) => each instanceof TextObject && each.type === 'RegexOptions')
    .flatMap((each) => (each instanceof TextObject ? each.text.split(', ') : []))

/** Units of work that a match counts which may take long: a hundred of them, and the expression takes too much. */
const WATCHED = 1000

/** The first match from a place on. */
const matchFrom = (self: RegexValue, input: string, from: number, use: Use): MatchValue | null => {
  const { regex, mayRunAway } = readyPattern(self.source, self.options, use.at)
  const isWatched = mayRunAway(input.length)
  // So many that are nearly stopped would take as long as one that is not.
  use.spend(isWatched ? WATCHED : 1 + Math.trunc(input.length / 10))
  regex.lastIndex = from
  const found = isWatched ? boundedMatch(regex, input, use.at) : regex.exec(input)
  if (found === null) return null
  return new MatchValue(found, () => matchFrom(self, input, found.index + Math.max(found[0].length, 1), use))
}

const allMatches = (self: RegexValue, input: string, use: Use): readonly MatchValue[] => {
  const found: MatchValue[] = []
  for (let match = matchFrom(self, input, 0, use); match !== null; match = match.rest()) found.push(match)
  return found
}

const group = (found: RegExpExecArray, by: Value | undefined, use: Use): Value => {
  const text = isNumber(by ?? null)
    ? found[numberIn(by, use)]
    : Object.hasOwn(found.groups ?? {}, textIn(by, use))
      ? found.groups?.[textIn(by, use)]
      : undefined
  return text === undefined
    ? NO_GROUP
    : new RecordValue('Group', [
        ['Success', true],
        ['Value', text],
        ['Length', int(text.length)],
      ])
}

const replacement = (by: string, { found }: MatchValue, use: Use): string =>
  by.replace(
    /\$(?:\$|&|(\d{1,2})|\{(\w+)\}|(.))/g,
    (whole, place: string | undefined, name: string | undefined, other: string | undefined) => {
      if (other !== undefined) throw new CannotTell(use.at, `the replacement "${by}" is not known here`)
      if (whole === '$$') return '$'
      if (whole === '$&') return found[0]
      const digits = place ?? (/^\d+$/.test(name ?? '') ? name : undefined)
      if (digits !== undefined) return Number(digits) < found.length ? (found[Number(digits)] ?? '') : whole
      return name !== undefined && found.groups !== undefined && Object.hasOwn(found.groups, name)
        ? (found.groups[name] ?? '')
        : whole
    },
  )

const replaced = (self: RegexValue, input: string, by: Value | undefined, use: Use): string => {
  let text = ''
  let at = 0
  for (const match of allMatches(self, input, use)) {
    const made =
      by instanceof FunctionValue
        ? displayed(functionIn(by, use)([match]), use.at)
        : replacement(textIn(by, use), match, use)
    text += input.slice(at, match.found.index) + made
    at = match.found.index + match.found[0].length
  }
  return text + input.slice(at)
}

const split = (self: RegexValue, input: string, use: Use): ListValue => {
  const parts: string[] = []
  let at = 0
  for (const { found } of allMatches(self, input, use)) {
    parts.push(input.slice(at, found.index), ...found.slice(1).filter((each) => each !== undefined))
    at = found.index + found[0].length
  }
  return new ListValue([...parts, input.slice(at)])
}

/** `Regex.X(input, pattern, …)` beside `new Regex(pattern).X(input, …)`. */
const both = (
  does: (self: RegexValue, input: string, more: Value | undefined, use: Use) => Value,
): { instance: ReturnType<typeof of>; static: Static } => ({
  instance: of(RegexValue, (self, [input, more], use) => does(self, textIn(input, use), more, use)),
  static: ([input, pattern, ...rest], use) =>
    does(new RegexValue(textIn(pattern, use), optionsIn(rest)), textIn(input, use), rest[0], use),
})

const isMatch = both((self, input, _more, use) => matchFrom(self, input, 0, use) !== null)
const match = both((self, input, _more, use) => matchFrom(self, input, 0, use) ?? NO_MATCH)
const matches = both((self, input, _more, use) => new ListValue([...allMatches(self, input, use)], 'List'))
const replace = both((self, input, more, use) => replaced(self, input, more, use))
const parts = both((self, input, _more, use) => split(self, input, use))

/** https://learn.microsoft.com/dotnet/standard/base-types/regular-expressions */
export const regexTypes: Types = {
  Regex: {
    construct: ([pattern, ...rest], use) => new RegexValue(textIn(pattern, use), optionsIn(rest)),
    functions: {
      IsMatch: isMatch.static,
      Match: match.static,
      Matches: matches.static,
      Replace: replace.static,
      Split: parts.static,
      Escape: ([text], use) => textIn(text, use).replace(/[\\*+?|{[()^$.# ]/g, '\\$&'),
    },
    methods: {
      IsMatch: isMatch.instance,
      Match: match.instance,
      Matches: matches.instance,
      Replace: replace.instance,
      Split: parts.instance,
    },
  },
  Match: {
    properties: {
      Success: of(MatchValue, () => true),
      Value: of(MatchValue, ({ found }) => found[0]),
      Index: of(MatchValue, ({ found }) => int(found.index)),
      Length: of(MatchValue, ({ found }) => int(found[0].length)),
      Groups: of(MatchValue, (self) => new GroupsValue(self.found)),
    },
    methods: { NextMatch: of(MatchValue, (self) => self.rest() ?? NO_MATCH) },
  },
  Groups: {
    index: (self, [by], use) => (self instanceof GroupsValue ? group(self.found, by, use) : NO_GROUP),
    properties: { Count: of(Thing, (self) => int(self instanceof GroupsValue ? self.found.length : 1)) },
  },
  NoGroups: { like: ['Groups'] },
}

class GroupsValue extends Thing {
  readonly found: RegExpExecArray

  constructor(found: RegExpExecArray) {
    super('Groups')
    this.found = found
  }
}
