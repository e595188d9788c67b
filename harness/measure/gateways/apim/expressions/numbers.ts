import type { Node } from '../../../../model/policy-expression.ts'
import { CannotTell } from '../policy.ts'
import type { NumberValue, Value } from '../value.ts'
import { decimalOf, exactOf, exactText, parsedExact, wholePart } from './decimal.ts'

export const int = (value: number): NumberValue => ({ kind: 'number', type: 'int', value: value | 0 })
export const long = (value: bigint | number): NumberValue => ({
  kind: 'number',
  type: 'long',
  value: BigInt.asIntN(64, BigInt(value)),
})
export const double = (value: number): NumberValue => ({ kind: 'number', type: 'double', value })
export const char = (text: string): NumberValue => ({ kind: 'number', type: 'char', value: text.charCodeAt(0) })

export const isNumber = (value: Value): value is NumberValue =>
  typeof value === 'object' && value !== null && value.kind === 'number'

/** What a number of one C# type becomes when it is cast to another; integers wrap, fractions are cut. */
export const converted = (from: NumberValue, type: NumberValue['type']): NumberValue => {
  if (from.type === type) return from
  switch (type) {
    case 'int':
      return int(Number(BigInt.asIntN(32, whole(from))))
    case 'long':
      return long(whole(from))
    case 'char':
      return { kind: 'number', type, value: Number(BigInt.asUintN(16, whole(from))) }
    case 'float':
      return { kind: 'number', type, value: Math.fround(Number(from.value)) }
    case 'double':
      return double(Number(from.value))
    case 'decimal': {
      const exact = exactOf(from)
      return (exact && decimalOf(exact)) ?? { kind: 'number', type, value: Number(from.value) }
    }
  }
}

const whole = ({ value, exact }: NumberValue): bigint =>
  exact ? wholePart(exact) : typeof value === 'bigint' ? value : Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n

/** The invariant culture's text of a number. */
export const numberText = ({ type, value, exact }: NumberValue): string => {
  if (exact) return exactText(exact)
  if (type === 'char') return String.fromCharCode(Number(value))
  const number = Number(value)
  if (typeof value === 'bigint') return value.toString()
  if (Number.isNaN(number)) return 'NaN'
  if (!Number.isFinite(number)) return number > 0 ? 'Infinity' : '-Infinity'
  const size = Math.abs(number)
  // Where .NET goes over to a power of ten, JavaScript does later; a decimal never does.
  const hasPower = type !== 'decimal' && size !== 0 && (size >= 1e15 || size < 1e-4)
  const shortest = type === 'float' ? Number(shortestFloat(number)) : number
  return (hasPower ? shortest.toExponential() : String(shortest)).replace(/e([+-])(\d)$/, 'E$10$2').replace('e', 'E')
}

/** The fewest digits that lead to the same float. */
const shortestFloat = (value: number): string =>
  Array.from({ length: 9 }, (_, at) => value.toPrecision(at + 1)).find((text) => Math.fround(Number(text)) === value) ??
  String(value)

/** Both operands in the type that C# calculates in. */
export const promoted = (left: NumberValue, right: NumberValue): NumberValue['type'] => {
  for (const type of ['decimal', 'double', 'float', 'long'] as const)
    if (left.type === type || right.type === type) return type
  return 'int'
}

export const isNumberType = (name: string): boolean =>
  ['int', 'long', 'double', 'float', 'decimal', 'char'].includes(name)

/** A number as it is written. @throws CannotTell */
export const numberOf = ({ type, text, at }: Extract<Node, { node: 'number' }>): Value => {
  const plain = text
    .replaceAll('_', '')
    .replace(/(?<!^0[xX].*)[fFdDmM]$/, '')
    .replace(/[uUlL]+$/, '')
  if (type === 'int') return int(Number(plain))
  if (type === 'long') return long(BigInt(plain))
  const exact = type === 'decimal' ? parsedExact(plain) : null
  if (exact) return decimalOf(exact)
  const value = type === 'float' ? Math.fround(Number(plain)) : Number(plain)
  if (Number.isNaN(value)) throw new CannotTell(at, `the number ${text} is not known here`)
  return { ...double(value), type }
}
