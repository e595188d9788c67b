import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { JPropertyValue, JScalarValue } from './json-values.ts'
import { isNumber } from './numbers.ts'
import { BytesValue, FunctionValue, TextObject } from './objects.ts'
import { thrown, typeName, type Use } from './types.ts'

/** A text that must be there. @throws EvaluationError ArgumentNullException */
export const textIn = (value: Value | undefined, use: Use): string => {
  if (typeof value === 'string') return value
  if (value instanceof JScalarValue) return textIn(value.value, use)
  if (value instanceof JPropertyValue) return textIn(value.value, use)
  if (
    isNumber(value ?? null) &&
    typeof value === 'object' &&
    value !== null &&
    value.kind === 'number' &&
    value.type === 'char'
  )
    return String.fromCharCode(Number(value.value))
  if (value === null || value === undefined) throw thrown(use, 'ArgumentNullException', 'Value cannot be null.')
  throw new CannotTell(use.at, `a ${typeName(value)} stands where a string is expected`)
}

export const numberIn = (value: Value | undefined, use: Use): number => {
  if (value instanceof JScalarValue) return numberIn(value.value, use)
  if (value !== undefined && isNumber(value)) return Number(value.value)
  throw new CannotTell(use.at, `a ${typeName(value ?? null)} stands where a number is expected`)
}

export const bytesIn = (value: Value | undefined, use: Use): Uint8Array => {
  if (value instanceof BytesValue) return value.bytes
  if (value === null || value === undefined) throw thrown(use, 'ArgumentNullException', 'Value cannot be null.')
  throw new CannotTell(use.at, `a ${typeName(value)} stands where byte[] is expected`)
}

export const functionIn = (value: Value | undefined, use: Use): FunctionValue['call'] => {
  if (value instanceof FunctionValue) return value.call
  throw new CannotTell(use.at, `a ${typeName(value ?? null)} stands where a lambda is expected`)
}

export const truthIn = (value: Value, use: Use): boolean => {
  if (typeof value === 'boolean') return value
  throw new CannotTell(use.at, `a ${typeName(value)} stands where a bool is expected`)
}

/**
 * Whether texts are compared without case: what stands behind them in a call says so, a `StringComparison`, a comparer, or
 * `true`, with a culture or without. @throws CannotTell for anything else, which would be passed over
 */
export const ignoresCase = (behind: readonly Value[], use: Pick<Use, 'at'>): boolean =>
  behind
    .map((each) => {
      if (typeof each === 'boolean') return each
      if (each instanceof TextObject && COMPARISONS.has(each.type)) return each.text.endsWith('IgnoreCase')
      throw new CannotTell(use.at, `a ${typeName(each)} as an argument is not known here`)
    })
    .includes(true)

const COMPARISONS = new Set(['StringComparison', 'StringComparer', 'CultureInfo'])
