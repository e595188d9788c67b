import type { Spot } from '../../../../model/policy-document.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { displayed } from './displayed.ts'
import { dateText, MomentValue, SpanValue, spanText } from './moments.ts'
import { isNumber } from './numbers.ts'
import { TextObject } from './objects.ts'

/** A value's text by a format string. https://learn.microsoft.com/dotnet/standard/base-types/formatting-types */
export const formatted = (value: Value, format: string | null, at: Spot): string => {
  if (format === null || format === '' || value === null) return displayed(value, at)
  if (value instanceof MomentValue) return dateText(value, format, at)
  if (value instanceof SpanValue) return spanText(value, format, at)
  if (value instanceof TextObject && value.type === 'Guid') return guidText(value.text, format, at)
  if (isNumber(value)) return byNumberFormat(Number(value.value), format, at)
  return displayed(value, at)
}

const guidText = (text: string, format: string, at: Spot): string => {
  switch (format.toUpperCase()) {
    case 'N':
      return text.replaceAll('-', '')
    case 'D':
      return text
    case 'B':
      return `{${text}}`
    case 'P':
      return `(${text})`
    default:
      throw new CannotTell(at, `the Guid format "${format}" is not known here`)
  }
}

const byNumberFormat = (value: number, format: string, at: Spot): string => {
  const [, letter, digits] = /^([DdFfNnXxGg])(\d{0,2})$/.exec(format) ?? []
  const count = digits === undefined || digits === '' ? null : Number(digits)
  switch (letter) {
    case 'D':
    case 'd':
      return `${value < 0 ? '-' : ''}${String(Math.abs(value)).padStart(count ?? 0, '0')}`
    case 'F':
    case 'f':
      return value.toFixed(count ?? 2)
    case 'N':
    case 'n':
      return value.toFixed(count ?? 2).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')
    case 'X':
      return (value >>> 0)
        .toString(16)
        .toUpperCase()
        .padStart(count ?? 0, '0')
    case 'x':
      return (value >>> 0).toString(16).padStart(count ?? 0, '0')
    case 'G':
    case 'g':
      if (count === null) return String(value)
      break
    default:
  }
  const [, whole, fraction] = /^(0+)(?:\.(0+))?$/.exec(format) ?? []
  if (whole !== undefined) {
    const text = Math.abs(value).toFixed(fraction?.length ?? 0)
    const [before = '', after] = text.split('.')
    return `${value < 0 ? '-' : ''}${before.padStart(whole.length, '0')}${after === undefined ? '' : `.${after}`}`
  }
  const optional = /^0\.(#+)$/.exec(format)?.[1]
  if (optional !== undefined) return String(Number(value.toFixed(optional.length)))
  throw new CannotTell(at, `the number format "${format}" is not known here`)
}
