import type { Binary } from '../../../../model/policy-expression.ts'
import { CannotTell } from '../policy.ts'
import type { NumberValue, Value } from '../value.ts'
import { LONGEST } from './budget.ts'
import { displayed } from './displayed.ts'
import { isToken, JPropertyValue } from './json-values.ts'
import { MomentValue, SpanValue } from './moments.ts'
import { double, int, isNumber, long, promoted } from './numbers.ts'
import { TextObject } from './objects.ts'
import { thrown, typeName, type Use } from './types.ts'

type At = Pick<Use, 'at'>

/** C#'s binary operators but for those that leave their right side out (`&&`, `||`, `??`). */
export const binary = (operator: Binary, left: Value, right: Value, use: At): Value => {
  if (operator === '==') return same(left, right)
  if (operator === '!=') return !same(left, right)
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string')) {
    const joined = displayed(left, use.at) + displayed(right, use.at)
    if (joined.length > LONGEST) throw new CannotTell(use.at, `a text of more than ${LONGEST} characters`)
    return joined
  }
  if (operator === '+' && left === null && right === null) return ''
  if (isNumber(left) && isNumber(right)) return arithmetic(operator, left, right, use)
  if (typeof left === 'boolean' && typeof right === 'boolean') {
    if (operator === '&') return left && right
    if (operator === '|') return left || right
    if (operator === '^') return left !== right
  }
  const moments = overTime(operator, left, right)
  if (moments !== null) return moments
  // Lifted operators of nullable numbers: a comparison with null is false, all else null.
  if ((left === null && (right === null || isNumber(right))) || (right === null && isNumber(left)))
    return ['<', '>', '<=', '>='].includes(operator) ? false : null
  if (isToken(left) || isToken(right))
    throw new CannotTell(
      use.at,
      `"${operator}" of ${typeName(left)} and ${typeName(right)} is not known here: cast them`,
    )
  throw new CannotTell(use.at, `"${operator}" of ${typeName(left)} and ${typeName(right)} is not known here`)
}

/** By value for what C# compares by value, by identity for all other objects. */
export const same = (left: Value, right: Value): boolean => {
  if (left === right) return true
  if (isNumber(left) && isNumber(right)) {
    if (typeof left.value === typeof right.value) return left.value === right.value
    return Number(left.value) === Number(right.value)
  }
  if (left instanceof TextObject && right instanceof TextObject)
    return left.type === right.type && left.text === right.text
  if (left instanceof MomentValue && right instanceof MomentValue) return left.instant === right.instant
  if (left instanceof SpanValue && right instanceof SpanValue) return left.milliseconds === right.milliseconds
  if (left instanceof JPropertyValue || right instanceof JPropertyValue) return false
  return false
}

const arithmetic = (operator: Binary, left: NumberValue, right: NumberValue, use: At): Value => {
  const type = promoted(left, right)
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
  if (type === 'int') {
    const result = onInts(operator, Number(left.value), Number(right.value), use)
    return int(result)
  }
  if (type === 'long') return long(onLongs(operator, BigInt(left.value), BigInt(right.value), use))
  const result = onDoubles(operator, Number(left.value), Number(right.value), use)
  if (type === 'decimal' && (operator === '/' || operator === '%') && Number(right.value) === 0)
    throw thrown(use, 'DivideByZeroException', 'Attempted to divide by zero.')
  return { ...double(result), type }
}

const byZero = (use: At) => thrown(use, 'DivideByZeroException', 'Attempted to divide by zero.')

const onInts = (operator: Binary, left: number, right: number, use: At): number => {
  if (right === 0 && (operator === '/' || operator === '%')) throw byZero(use)
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return Math.imul(left, right)
    case '/':
      return Math.trunc(left / right)
    case '%':
      return left % right
    case '&':
      return left & right
    case '|':
      return left | right
    case '^':
      return left ^ right
    case '<<':
      return left << (right & 31)
    case '>>':
      return left >> (right & 31)
    default:
      throw new CannotTell(use.at, `"${operator}" of numbers is not known here`)
  }
}

const onLongs = (operator: Binary, left: bigint, right: bigint, use: At): bigint => {
  if (right === 0n && (operator === '/' || operator === '%')) throw byZero(use)
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
    case '%':
      return left % right
    case '&':
      return left & right
    case '|':
      return left | right
    case '^':
      return left ^ right
    case '<<':
      return left << (right & 63n)
    case '>>':
      return left >> (right & 63n)
    default:
      throw new CannotTell(use.at, `"${operator}" of numbers is not known here`)
  }
}

const onDoubles = (operator: Binary, left: number, right: number, use: At): number => {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
    case '%':
      return left % right
    default:
      throw new CannotTell(use.at, `"${operator}" of fractions is not known here`)
  }
}

const overTime = (operator: Binary, left: Value, right: Value): Value => {
  if (left instanceof MomentValue && right instanceof MomentValue) {
    if (operator === '-') return new SpanValue(left.instant - right.instant)
    return ordered(operator, left.instant, right.instant)
  }
  if (left instanceof SpanValue && right instanceof SpanValue) {
    if (operator === '-') return new SpanValue(left.milliseconds - right.milliseconds)
    if (operator === '+') return new SpanValue(left.milliseconds + right.milliseconds)
    return ordered(operator, left.milliseconds, right.milliseconds)
  }
  if (left instanceof MomentValue && right instanceof SpanValue && (operator === '+' || operator === '-'))
    return later(left, operator === '+' ? right.milliseconds : -right.milliseconds)
  return null
}

/** The same clock, so many milliseconds later. */
export const later = (moment: MomentValue, milliseconds: number): MomentValue =>
  new MomentValue(
    moment.type === 'DateTime' ? 'DateTime' : 'DateTimeOffset',
    moment.face + milliseconds,
    moment.zone,
    moment.offsetMinutes,
  )

const ordered = (operator: Binary, left: number, right: number): boolean | null => {
  switch (operator) {
    case '<':
      return left < right
    case '>':
      return left > right
    case '<=':
      return left <= right
    case '>=':
      return left >= right
    default:
      return null
  }
}
