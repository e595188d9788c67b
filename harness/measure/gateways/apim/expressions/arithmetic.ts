import type { Binary } from '../../../../model/policy-expression.ts'
import { CannotTell } from '../policy.ts'
import type { NumberValue, Value } from '../value.ts'
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
  switch (operator) {
    case '<':
      return left.value < right.value
    case '>':
      return left.value > right.value
    case '<=':
      return left.value <= right.value
    case '>=':
      return left.value >= right.value
    default:
  }
  const type = promoted(left, right)
  const isDivided = operator === '/' || operator === '%'
  if (isDivided && type !== 'double' && type !== 'float' && Number(right.value) === 0)
    throw thrown(use, 'DivideByZeroException', 'Attempted to divide by zero.')
  if (type === 'int') return int(done(ON_INTS, operator, Number(left.value), Number(right.value), use))
  if (type === 'long') return long(done(ON_LONGS, operator, BigInt(left.value), BigInt(right.value), use))
  const result = done(ON_FRACTIONS, operator, Number(left.value), Number(right.value), use)
  return { ...double(type === 'decimal' ? tenths(result) : result), type }
}

/** A decimal has no rest of a binary fraction: `0.1m + 0.2m == 0.3m`. Of its 28 digits 15 are told here. */
const tenths = (value: number): number => Number(value.toPrecision(15))

const done = <T>(table: On<T>, operator: Binary, left: T, right: T, use: At): T => {
  const does = table[operator]
  if (!does) throw new CannotTell(use.at, `"${operator}" of these numbers is not known here`)
  return does(left, right)
}
