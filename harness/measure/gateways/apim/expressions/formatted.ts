import type { Spot } from '../../../../model/spot.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { displayed } from './displayed.ts'
import { dateText, MomentValue, SpanValue, spanText } from './moments.ts'
import { numberByFormat } from './number-format.ts'
import { isNumber } from './numbers.ts'
import { TextObject } from './objects.ts'

/** A value's text by a format string. https://learn.microsoft.com/dotnet/standard/base-types/formatting-types */
export const formatted = (value: Value, format: string | null, at: Spot): string => {
  if (format === null || format === '' || value === null) return displayed(value, at)
  if (value instanceof MomentValue) return dateText(value, format, at)
  if (value instanceof SpanValue) return spanText(value, format, at)
  if (value instanceof TextObject && value.type === 'Guid') return guidText(value.text, format, at)
  if (isNumber(value)) return numberByFormat(value, format, at)
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
