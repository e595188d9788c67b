import type { TypeName } from '../../../../model/policy-expression.ts'
import { CannotTell } from '../policy.ts'
import type { NumberValue, Value } from '../value.ts'
import { parsedDate } from './date-parse.ts'
import { displayed } from './displayed.ts'
import { JPropertyValue, JScalarValue } from './json-values.ts'
import { DAYS, MomentValue } from './moments.ts'
import { converted, double, int, isNumber, long } from './numbers.ts'
import { TextObject } from './objects.ts'
import { isOf, plainName, written } from './type-names.ts'
import { thrown, typeName, type Use } from './types.ts'
import { XAttributeValue, XElementValue } from './xml-values.ts'

const NUMBERS = ['int', 'long', 'double', 'float', 'decimal', 'char'] as const

/** `(T)value`. @throws EvaluationError InvalidCastException, NullReferenceException */
export const cast = (value: Value, type: TypeName, use: Pick<Use, 'at'>): Value => {
  const name = plainName(type.name)
  const number = type.array ? undefined : NUMBERS.find((each) => each === name)
  if (value === null) {
    if ((number !== undefined || name === 'bool') && !type.nullable)
      throw thrown(use, 'NullReferenceException', 'Object reference not set to an instance of an object.')
    return null
  }
  if (value instanceof JPropertyValue && !isOf(value, type, use)) return cast(value.value, type, use)
  if ((value instanceof XElementValue || value instanceof XAttributeValue) && !isOf(value, type, use))
    return castScalar(new JScalarValue(value.text), type, use)
  if (value instanceof JScalarValue && !isOf(value, type, use)) return castScalar(value, type, use)
  if (number !== undefined && isNumber(value)) return wrapped(converted(value, number), type.name)
  if (number !== undefined && value instanceof TextObject && value.type === 'DayOfWeek')
    return converted(int(DAYS.indexOf(value.text)), number)
  if (isOf(value, type, use)) return value
  // .NET's own conversion of the one to the other; not back.
  if (name === 'DateTimeOffset' && value instanceof MomentValue) return new MomentValue(name, value.instant)
  throw thrown(
    use,
    'InvalidCastException',
    `Unable to cast object of type '${typeName(value)}' to type '${written(type)}'.`,
  )
}

/** Narrow integers wrap too; they are kept in one that is wide enough. */
const wrapped = (number: NumberValue, type: string): NumberValue => {
  const wrap = Object.hasOwn(WRAPS, type) ? WRAPS[type] : undefined
  return wrap === undefined ? number : { ...number, value: wrap(number.value) }
}

const WRAPS: Readonly<Record<string, (value: number | bigint) => number | bigint>> = {
  byte: (value) => Number(value) & 0xff,
  Byte: (value) => Number(value) & 0xff,
  short: (value) => (Number(value) << 16) >> 16,
  Int16: (value) => (Number(value) << 16) >> 16,
  uint: (value) => BigInt.asUintN(32, BigInt(value)),
  UInt32: (value) => BigInt.asUintN(32, BigInt(value)),
}

/** Newtonsoft's explicit conversions of a JValue. https://www.newtonsoft.com/json/help/html/M_Newtonsoft_Json_Linq_JToken_op_Explicit.htm */
const castScalar = ({ value }: JScalarValue, type: TypeName, use: Pick<Use, 'at'>): Value => {
  const name = plainName(type.name)
  if (name === 'object') return value
  if ((name === 'DateTime' || name === 'DateTimeOffset') && value instanceof MomentValue)
    return value.type === name ? value : new MomentValue(name, value.instant, name === 'DateTime' ? 'Local' : 'Utc')
  if ((name === 'DateTime' || name === 'DateTimeOffset') && typeof value === 'string') {
    const moment = parsedDate(value, name)
    if (moment) return moment
    throw new CannotTell(use.at, `the date "${value}" is not known here`)
  }
  if (name === 'string' && !type.array) return value === null ? null : displayed(value, use.at)
  if (value === null && type.nullable) return null
  if (name === 'bool') {
    if (typeof value === 'boolean') return value
    if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true'
    if (isNumber(value)) return Number(value.value) !== 0
  }
  const number = NUMBERS.find((each) => each === name)
  if (number !== undefined && !type.array) {
    if (isNumber(value)) return converted(rounded(value, number), number)
    if (typeof value === 'boolean') return converted(long(value ? 1 : 0), number)
    if (typeof value === 'string' && /^\s*[-+]?\d+(\.\d+)?\s*$/.test(value))
      return converted(value.includes('.') ? double(Number(value)) : long(BigInt(value.trim())), number)
    if (typeof value === 'string') throw thrown(use, 'FormatException', 'Input string was not in a correct format.')
  }
  throw thrown(
    use,
    value === null ? 'ArgumentException' : 'InvalidCastException',
    `Can not convert ${typeName(value)} to ${written(type)}.`,
  )
}

/** Convert.ToInt32 rounds halves to the even neighbour, which Newtonsoft uses. */
const rounded = (value: Parameters<typeof converted>[0], to: string): Parameters<typeof converted>[0] => {
  if (typeof value.value === 'bigint' || (to !== 'int' && to !== 'long')) return value
  const floor = Math.floor(value.value)
  const rest = value.value - floor
  const up = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0)
  return double(up ? floor + 1 : floor)
}
