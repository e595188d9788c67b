import { Buffer } from 'node:buffer'
import { CannotTell } from '../policy.ts'
import type { NumberValue, Value } from '../value.ts'
import { bytesIn, numberIn, textIn } from './arguments.ts'
import { parsedDate } from './date-parse.ts'
import { decimalOf, parsedExact } from './decimal.ts'
import { displayed } from './displayed.ts'
import { formatted } from './formatted.ts'
import { JScalarValue } from './json-values.ts'
import { decimalFunctions } from './math.ts'
import { MomentValue } from './moments.ts'
import { char, converted, double, int, isNumber, long } from './numbers.ts'
import { BytesValue, TextObject, Thing } from './objects.ts'
import { type Static, type TypeFacts, type Types, thrown, type Use } from './types.ts'

type NumberType = NumberValue['type']

/** .NET's Parse of a number in the invariant culture; null: it is none. */
const parsed = (text: string, type: NumberType): NumberValue | null => {
  const plain = text.trim()
  if (type === 'int' || type === 'long') {
    if (!/^[-+]?\d{1,19}$/.test(plain)) return null
    const value = BigInt(plain.replace(/^\+/, ''))
    if (BigInt.asIntN(type === 'int' ? 32 : 64, value) !== value) return null
    return type === 'int' ? int(Number(value)) : long(value)
  }
  const grouped = plain.replace(/(?<=\d),(?=\d{3})/g, '')
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(grouped)) return null
  const exact = type === 'decimal' ? parsedExact(grouped) : null
  return exact ? decimalOf(exact) : { ...double(Number(grouped)), type }
}

const noNumber = (use: Use) => thrown(use, 'FormatException', 'Input string was not in a correct format.')

const parse =
  (type: NumberType): Static =>
  ([text, style], use) => {
    if (style !== undefined && !isInvariant(style))
      throw new CannotTell(use.at, 'this style of number is not known here')
    const hasThousands = style instanceof TextObject && style.text === 'AllowThousands'
    const number = parsed(hasThousands ? textIn(text, use).replaceAll(',', '') : textIn(text, use), type)
    if (number === null) throw noNumber(use)
    return number
  }

const isInvariant = (value: Value): boolean =>
  value instanceof Thing && ['CultureInfo', 'NumberStyles'].includes(value.type)

const tryParse =
  (type: NumberType): Static =>
  (given, use) => {
    const [text] = given
    const number = typeof text === 'string' ? parsed(text, type) : null
    use.out(given.length - 1, number ?? converted(int(0), type))
    return number !== null
  }

const numberFacts = (type: NumberType, bounds: Readonly<Record<string, Static>>): TypeFacts => ({
  functions: { Parse: parse(type), TryParse: tryParse(type) },
  fields: bounds,
  methods: {
    ToString: (self, [format], use) => formatted(self, typeof format === 'string' ? format : null, use.at),
    Equals: (self, [other]) => isNumber(self) && other !== undefined && isNumber(other) && self.value === other.value,
    CompareTo: (self, [other], use) => int(Math.sign(numberIn(self, use) - numberIn(other, use))),
    GetValueOrDefault: (self) => self,
  },
})

/** Signed by its highest bit, as .NET takes it. */
const inBase = (text: string, base: number, use: Use): NumberValue => {
  const digits = base === 16 ? text.replace(/^0x/i, '') : text
  if (digits === '' || [...digits].some((digit) => Number.isNaN(Number.parseInt(digit, base)))) throw noNumber(use)
  return double(Number.parseInt(digits, base))
}

/** @param least what is beyond it or `most` is an error, where a cast would wrap */
const to =
  (type: NumberType, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY): Static =>
  ([value, base], use) => {
    const bounded = (number: NumberValue): NumberValue => {
      if (number.value < least || number.value > most)
        throw thrown(use, 'OverflowException', 'Value was either too large or too small.')
      return converted(number, type)
    }
    const from = value instanceof JScalarValue ? value.value : value
    if (base !== undefined && isNumber(base) && typeof from === 'string')
      return converted(inBase(from, Number(base.value), use), type)
    if (from === null || from === undefined) return converted(int(0), type)
    if (typeof from === 'boolean') return converted(int(from ? 1 : 0), type)
    if (typeof from === 'string') {
      const number = parsed(from, type)
      if (number === null) throw noNumber(use)
      return bounded(number)
    }
    if (isNumber(from) && (type === 'decimal' || (type === 'long' && typeof from.value === 'bigint')))
      return converted(from, type)
    const number = numberIn(from, use)
    const half = Math.abs(number % 1) === 0.5
    return bounded(
      double(type === 'int' || type === 'long' ? (half ? 2 * Math.round(number / 2) : Math.round(number)) : number),
    )
  }

const truthFrom = (text: string): boolean | null => {
  const plain = text.trim().toLowerCase()
  return plain === 'true' ? true : plain === 'false' ? false : null
}

const parsedTruth = (value: Value | undefined, use: Use): boolean => {
  const truth = truthFrom(textIn(value, use))
  if (truth === null) throw thrown(use, 'FormatException', 'String was not recognized as a valid Boolean.')
  return truth
}

const fromBase64: Static = ([text], use) => {
  const plain = textIn(text, use).replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(plain) || plain.length % 4 !== 0)
    throw thrown(use, 'FormatException', 'The input is not a valid Base-64 string.')
  return new BytesValue(new Uint8Array(Buffer.from(plain, 'base64')))
}

/** https://learn.microsoft.com/dotnet/api/system.convert, and the number types' own Parse */
export const convertTypes: Types = {
  int: numberFacts('int', { MaxValue: () => int(2 ** 31 - 1), MinValue: () => int(-(2 ** 31)) }),
  long: numberFacts('long', { MaxValue: () => long(2n ** 63n - 1n), MinValue: () => long(-(2n ** 63n)) }),
  double: {
    ...numberFacts('double', {
      MaxValue: () => double(Number.MAX_VALUE),
      MinValue: () => double(-Number.MAX_VALUE),
      NaN: () => double(Number.NaN),
      PositiveInfinity: () => double(Number.POSITIVE_INFINITY),
      NegativeInfinity: () => double(Number.NEGATIVE_INFINITY),
    }),
    functions: {
      Parse: parse('double'),
      TryParse: tryParse('double'),
      IsNaN: ([value], use) => Number.isNaN(numberIn(value, use)),
      IsInfinity: ([value], use) => Math.abs(numberIn(value, use)) === Number.POSITIVE_INFINITY,
    },
  },
  float: numberFacts('float', {}),
  decimal: {
    ...numberFacts('decimal', {
      MaxValue: () => decimalOf({ digits: 2n ** 96n - 1n, scale: 0 }),
      MinValue: () => decimalOf({ digits: 1n - 2n ** 96n, scale: 0 }),
      Zero: () => decimalOf({ digits: 0n, scale: 0 }),
      One: () => decimalOf({ digits: 1n, scale: 0 }),
    }),
    functions: { Parse: parse('decimal'), TryParse: tryParse('decimal'), ...decimalFunctions },
  },
  bool: {
    functions: {
      Parse: ([text], use) => parsedTruth(text, use),
      TryParse: ([text], use) => {
        const truth = typeof text === 'string' ? truthFrom(text) : null
        use.out(1, truth ?? false)
        return truth !== null
      },
    },
    fields: { TrueString: () => 'True', FalseString: () => 'False' },
    methods: { GetValueOrDefault: (self) => self },
  },
  Convert: {
    functions: {
      ToInt32: to('int', -(2 ** 31), 2 ** 31 - 1),
      ToInt16: to('int', -(2 ** 15), 2 ** 15 - 1),
      ToInt64: to('long', -(2 ** 63), 2 ** 63 - 1),
      ToUInt32: to('long', 0, 2 ** 32 - 1),
      ToDouble: to('double'),
      ToDecimal: to('decimal'),
      ToByte: to('int', 0, 255),
      ToChar: (given, use) => {
        const [text] = given
        if (typeof text !== 'string') return to('char')(given, use)
        if (text.length !== 1) throw thrown(use, 'FormatException', 'String must be exactly one character long.')
        return char(text)
      },
      ToDateTime: ([value], use) => {
        const from = value instanceof JScalarValue ? value.value : (value ?? null)
        if (from instanceof MomentValue) return from
        if (from === null) return new MomentValue('DateTime', -62_135_596_800_000, 'Unspecified')
        const moment = parsedDate(textIn(from, use), 'DateTime')
        if (moment === null) throw new CannotTell(use.at, `the date "${textIn(from, use)}" is not known here`)
        return moment
      },
      ToUInt16: to('int', 0, 2 ** 16 - 1),
      ToUInt64: to('long', 0),
      ToSingle: to('float'),
      ToBoolean: ([value], use) => {
        const from = value instanceof JScalarValue ? value.value : value
        if (from === null || from === undefined) return false
        if (typeof from === 'boolean') return from
        return typeof from === 'string' ? parsedTruth(from, use) : numberIn(from, use) !== 0
      },
      ToString: ([value, base], use) =>
        base !== undefined && isNumber(base)
          ? numberIn(value, use).toString(Number(base.value))
          : displayed(value ?? null, use.at),
      FromBase64String: fromBase64,
      ToBase64String: ([bytes], use) => Buffer.from(bytesIn(bytes, use)).toString('base64'),
    },
  },
}
