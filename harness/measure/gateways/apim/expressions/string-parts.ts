import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { ignoresCase, numberIn, textIn } from './arguments.ts'
import { LONGEST } from './budget.ts'
import { lowered } from './casing.ts'
import { isNumber } from './numbers.ts'
import { ListValue, TextObject } from './objects.ts'
import { on } from './string-method.ts'
import { type Method, thrown, type Use } from './types.ts'

export const charsIn = (given: readonly Value[], use: Use): string =>
  given
    .map((each) => (each instanceof ListValue ? each.items.map((one) => textIn(one, use)).join('') : textIn(each, use)))
    .join('')

export const trimmed = (start: boolean, end: boolean): Method =>
  on((self, given, use) => {
    const chars = charsIn(given, use)
    const isCut = (at: number): boolean => (chars === '' ? /\s/.test(self.charAt(at)) : chars.includes(self.charAt(at)))
    let from = 0
    let to = self.length
    if (start) while (from < to && isCut(from)) from += 1
    if (end) while (to > from && isCut(to - 1)) to -= 1
    return self.slice(from, to)
  })

export const split = on((self, given, use) => {
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

export const padded = (start: boolean): Method =>
  on((self, given, use) => {
    const width = numberIn(given[0], use)
    if (width > LONGEST) throw new CannotTell(use.at, `a text of more than ${LONGEST} characters`)
    const fill = given[1] === undefined ? ' ' : textIn(given[1], use)
    return start ? self.padStart(width, fill) : self.padEnd(width, fill)
  })

export const replaced = on((self, given, use) => {
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
