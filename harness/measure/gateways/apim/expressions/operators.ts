import type { Binary } from '../../../../model/policy-expression.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { arithmetic } from './arithmetic.ts'
import { LONGEST } from './budget.ts'
import { displayed } from './displayed.ts'
import { equality } from './equality.ts'
import { isToken } from './json-values.ts'
import { MomentValue, SpanValue } from './moments.ts'
import { isNumber } from './numbers.ts'
import { TextObject } from './objects.ts'
import { typeName, type Use } from './types.ts'
import { nameValue } from './xml-values.ts'

type At = Pick<Use, 'at'>

/** C#'s binary operators but for those that leave their right side out (`&&`, `||`, `??`). */
export const binary = (operator: Binary, left: Value, right: Value, use: At): Value => {
  if (operator === '==') return equality(left, right, use)
  if (operator === '!=') return !equality(left, right, use)
  if (operator === '+' && left instanceof TextObject && left.type === 'XNamespace' && typeof right === 'string')
    return nameValue(left.text === '' ? right : `{${left.text}}${right}`)
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
  // Flags: `RegexOptions.IgnoreCase | RegexOptions.Multiline`.
  if (operator === '|' && left instanceof TextObject && right instanceof TextObject && left.type === right.type)
    return new TextObject(left.type, `${left.text}, ${right.text}`)
  const moments = overTime(operator, left, right)
  if (moments !== null) return moments
  // Lifted operators of nullable numbers, dates and times: a comparison with null is false, all else null.
  if ((left === null && (right === null || isLifted(right))) || (right === null && isLifted(left)))
    return ['<', '>', '<=', '>='].includes(operator) ? false : null
  if (isToken(left) || isToken(right))
    throw new CannotTell(
      use.at,
      `"${operator}" of ${typeName(left)} and ${typeName(right)} is not known here: cast them`,
    )
  throw new CannotTell(use.at, `"${operator}" of ${typeName(left)} and ${typeName(right)} is not known here`)
}

const isLifted = (value: Value): boolean =>
  isNumber(value) || value instanceof MomentValue || value instanceof SpanValue

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
