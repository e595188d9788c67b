import { CannotTell } from '../policy.ts'
import type { Exact, NumberValue, Value } from '../value.ts'
import { numberIn } from './arguments.ts'
import { decimalOf, exactOf, roundedTo, wholePart } from './decimal.ts'
import { chance } from './guid.ts'
import { double, int, isNumber, long } from './numbers.ts'
import { TextObject, Thing } from './objects.ts'
import { type Static, type Types, thrown, type Use } from './types.ts'

/** `Round(value)`, `(value, digits)`, `(value, mode)`, `(value, digits, mode)`. */
const rounded: Static = ([value, ...how], use) => {
  const mode = how.find((each) => each instanceof TextObject && each.type === 'MidpointRounding')
  const digits = how.find((each) => isNumber(each))
  if (how.some((each) => each !== mode && each !== digits))
    throw new CannotTell(use.at, 'this way of rounding is not known here')
  const half = mode instanceof TextObject && mode.text === 'AwayFromZero' ? 'away' : 'even'
  const places = digits === undefined ? 0 : numberIn(digits, use)
  const exact = exactIn(value)
  if (exact) return decimalOf(roundedTo(exact, places, half))
  const scale = 10 ** places
  const number = numberIn(value, use) * scale
  return double(wholeOf(number, half) / scale)
}

const wholeOf = (number: number, half: 'even' | 'away'): number => {
  if (Math.abs(number % 1) !== 0.5) return Math.round(number)
  return half === 'even' ? 2 * Math.round(number / 2) : Math.sign(number) * Math.ceil(Math.abs(number))
}

/** Of a decimal alone: all else is calculated as JavaScript does. */
const exactIn = (value: Value | undefined): Exact | null =>
  value !== undefined && isNumber(value) && value.type === 'decimal' ? exactOf(value) : null

/** To a whole number, of a decimal by its digits. */
const whole =
  (does: (value: number) => number, ofDecimal: (cut: bigint, rest: bigint) => bigint): Static =>
  ([value], use) => {
    const exact = exactIn(value)
    if (!exact) return double(does(numberIn(value, use)))
    const cut = wholePart(exact)
    return decimalOf({ digits: ofDecimal(cut, exact.digits - cut * 10n ** BigInt(exact.scale)), scale: 0 })
  }

/** One of the numbers given, or what is made of them, in their own type. */
const math =
  (does: (...values: number[]) => number): Static =>
  (given, use) => {
    const numbers = given.filter(isNumber)
    const result = does(...given.map((each) => numberIn(each, use)))
    const types = numbers.map(({ type }) => type)
    if (types.includes('decimal')) return ofDecimals(numbers, result)
    if (types.every((type) => type === 'int')) return int(result)
    return types.every((type) => type === 'int' || type === 'long') ? long(Math.trunc(result)) : double(result)
  }

/** The one that it is, or the one whose sign was taken off. */
const ofDecimals = (numbers: readonly NumberValue[], result: number): Value => {
  const same = numbers.find(({ value }) => Number(value) === result)
  const exact = exactOf(same ?? numbers[0] ?? int(0))
  return exact && decimalOf(same ? exact : { ...exact, digits: exact.digits < 0n ? -exact.digits : exact.digits })
}

const floating =
  (does: (...values: number[]) => number): Static =>
  (given, use) =>
    double(does(...given.map((each) => numberIn(each, use))))

const share = (use: Use): number => chance(use.exchange).readUInt32BE() / 2 ** 32

const next = (given: readonly Value[], use: Use): Value => {
  const [low, high] =
    given.length >= 2
      ? given.map((each) => numberIn(each, use))
      : [0, given[0] === undefined ? 2 ** 31 - 1 : numberIn(given[0], use)]
  if (low === undefined || high === undefined || low > high)
    throw thrown(use, 'ArgumentOutOfRangeException', "'minValue' cannot be greater than maxValue.")
  return int(low + Math.floor(share(use) * (high - low)))
}

const floor = whole(Math.floor, (cut, rest) => (rest < 0n ? cut - 1n : cut))
const ceiling = whole(Math.ceil, (cut, rest) => (rest > 0n ? cut + 1n : cut))
const truncate = whole(Math.trunc, (cut) => cut)

/** What decimal has of Math as its own. */
export const decimalFunctions: Readonly<Record<string, Static>> = {
  Round: rounded,
  Floor: floor,
  Ceiling: ceiling,
  Truncate: truncate,
}

/** https://learn.microsoft.com/dotnet/api/system.math */
export const mathTypes: Types = {
  Math: {
    fields: { PI: () => double(Math.PI), E: () => double(Math.E) },
    functions: {
      Max: math(Math.max),
      Min: math(Math.min),
      Abs: math(Math.abs),
      Sign: ([value], use) => int(Math.sign(numberIn(value, use))),
      Floor: floor,
      Ceiling: ceiling,
      Truncate: truncate,
      Pow: floating(Math.pow),
      Sqrt: floating(Math.sqrt),
      Exp: floating(Math.exp),
      Log: floating((value, base) => (base === undefined ? Math.log(value) : Math.log(value) / Math.log(base))),
      Log10: floating(Math.log10),
      Round: rounded,
    },
  },
  Random: {
    construct: () => new Thing('Random'),
    methods: { Next: (_self, given, use) => next(given, use), NextDouble: (_self, _given, use) => double(share(use)) },
  },
}
