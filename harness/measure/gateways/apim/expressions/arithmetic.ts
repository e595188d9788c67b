import type { Binary } from '../../../../model/policy-expression.ts'
import { CannotTell } from '../policy.ts'
import type { NumberValue, Value } from '../value.ts'
import { calculated, comparedExact, exactOf } from './decimal.ts'
import { double, int, long, promoted } from './numbers.ts'
import { thrown, type Use } from './types.ts'

type At = Pick<Use, 'at'>
type On<T> = Partial<Record<Binary, (left: T, right: T) => T>>

const ON_INTS: On<number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': Math.imul,
  '/': (left, right) => Math.trunc(left / right),
  '%': (left, right) => left % right,
  '&': (left, right) => left & right,
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '<<': (left, right) => left << (right & 31),
  '>>': (left, right) => left >> (right & 31),
}

const ON_LONGS: On<bigint> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '&': (left, right) => left & right,
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '<<': (left, right) => left << (right & 63n),
  '>>': (left, right) => left >> (right & 63n),
}

const ON_FRACTIONS: On<number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
}

/** C#'s operators over two numbers, in the type that it calculates in. */
export const arithmetic = (operator: Binary, left: NumberValue, right: NumberValue, use: At): Value => {
  const [one, other] = comparable(left, right)
  switch (operator) {
    case '<':
      return one < other
    case '>':
      return one > other
    case '<=':
      return one <= other
    case '>=':
      return one >= other
    default:
  }
  const type = promoted(left, right)
  const isDivided = operator === '/' || operator === '%'
  if (isDivided && type !== 'double' && type !== 'float' && Number(right.value) === 0)
    throw thrown(use, 'DivideByZeroException', 'Attempted to divide by zero.')
  if (type === 'int') return int(done(ON_INTS, operator, Number(left.value), Number(right.value), use))
  if (type === 'long') return long(done(ON_LONGS, operator, BigInt(left.value), BigInt(right.value), use))
  if (type === 'decimal') return decimal(operator, left, right, use)
  const result = done(ON_FRACTIONS, operator, Number(left.value), Number(right.value), use)
  return { ...double(type === 'float' ? Math.fround(result) : result), type }
}

/** Two decimals are held against each other by all of their digits. */
const comparable = (left: NumberValue, right: NumberValue): readonly [number | bigint, number | bigint] => {
  const [one, other] = left.exact || right.exact ? [exactOf(left), exactOf(right)] : []
  return one && other ? [comparedExact(one, other), 0] : [left.value, right.value]
}

const decimal = (operator: Binary, left: NumberValue, right: NumberValue, use: At): Value => {
  const [one, other] = [exactOf(left), exactOf(right)]
  if (!(operator in ON_FRACTIONS)) throw new CannotTell(use.at, `"${operator}" of decimals is not known here`)
  const result = one && other && calculated(operator, one, other)
  if (result) return result
  throw thrown(use, 'OverflowException', 'Value was either too large or too small for a Decimal.')
}

const done = <T>(table: On<T>, operator: Binary, left: T, right: T, use: At): T => {
  const does = table[operator]
  if (!does) throw new CannotTell(use.at, `"${operator}" of these numbers is not known here`)
  return does(left, right)
}
