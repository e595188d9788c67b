import type { Spot } from '../../../../model/spot.ts'
import { CannotTell } from '../policy.ts'
import type { NumberValue } from '../value.ts'
import { EvaluationError } from './evaluation-error.ts'
import { numberText } from './numbers.ts'

/**
 * A number by a format of .NET's, in the invariant culture.
 * https://learn.microsoft.com/dotnet/standard/base-types/standard-numeric-format-strings
 */
export const numberByFormat = (number: NumberValue, format: string, at: Spot): string => {
  const [, letter, digits = ''] = /^([A-Za-z])(\d{0,2})$/.exec(format) ?? []
  if (letter === undefined) return custom(Number(number.value), format, at)
  const count = digits === '' ? null : Number(digits)
  const value = Number(number.value)
  switch (letter.toUpperCase()) {
    case 'D':
      if (!isWhole(number)) throw new EvaluationError(at, 'Format specifier was invalid.', 'FormatException')
      return signed(value, String(Math.abs(value)).padStart(count ?? 0, '0'))
    case 'F':
      return fixed(value, count ?? 2)
    case 'N':
      return grouped(fixed(value, count ?? 2))
    case 'P':
      return `${grouped(fixed(value * 100, count ?? 2))} %`
    case 'C':
      return signedAround(value, (text) => `¤${grouped(text)}`, count ?? 2)
    case 'E': {
      const [mantissa = '', exponent = '0'] = Math.abs(value)
        .toExponential(count ?? 6)
        .split('e')
      const power = String(Math.abs(Number(exponent))).padStart(3, '0')
      return signed(value, `${mantissa}${letter}${Number(exponent) < 0 ? '-' : '+'}${power}`)
    }
    case 'X': {
      if (!isWhole(number)) throw new EvaluationError(at, 'Format specifier was invalid.', 'FormatException')
      const hex = BigInt.asUintN(number.type === 'long' ? 64 : 32, BigInt(number.value)).toString(16)
      return (letter === 'X' ? hex.toUpperCase() : hex).padStart(count ?? 0, '0')
    }
    case 'G':
    case 'R':
      if (count === null || count === 0) return numberText(number)
      break
    default:
      throw new EvaluationError(at, 'Format specifier was invalid.', 'FormatException')
  }
  throw new CannotTell(at, `the number format "${format}" is not known here`)
}

const isWhole = ({ type }: NumberValue): boolean => type === 'int' || type === 'long' || type === 'char'

const signed = (value: number, text: string): string => (value < 0 ? `-${text}` : text)

const fixed = (value: number, digits: number): string => {
  const text = Math.abs(value).toFixed(digits)
  // What rounds to nothing has no sign.
  return value < 0 && Number(text) !== 0 ? `-${text}` : text
}

const signedAround = (value: number, around: (text: string) => string, digits: number): string => {
  const text = fixed(Math.abs(value), digits)
  return value < 0 ? `(${around(text)})` : around(text)
}

const grouped = (text: string): string => text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')

/** `0.00`, `#,##0.##`, `00`, `0%`. https://learn.microsoft.com/dotnet/standard/base-types/custom-numeric-format-strings */
const custom = (value: number, format: string, at: Spot): string => {
  const [, before = '', whole, fraction = '', behind = ''] =
    /^([^#0.,%;'"\\Ee]*)([#0,]+)(?:\.([#0]*))?(%?[^#0.,%;'"\\]*)$/.exec(format) ?? []
  if (whole === undefined || /[,]$/.test(whole))
    throw new CannotTell(at, `the number format "${format}" is not known here`)
  const shown = fixed(behind.startsWith('%') ? value * 100 : value, fraction.length)
  const [integer = '', decimals = ''] = shown.replace('-', '').split('.')
  const least = whole.replace(/[#,]/g, '').length
  const digits = (integer === '0' && least === 0 ? '' : integer).padStart(least, '0')
  const wanted = fraction.replace(/#+$/, '').length
  const kept = decimals.slice(0, Math.max(wanted, decimals.replace(/0+$/, '').length))
  const text = `${whole.includes(',') ? grouped(digits) : digits}${kept === '' ? '' : `.${kept}`}`
  return `${shown.startsWith('-') ? '-' : ''}${before}${text}${behind}`
}
