import type { Spot } from '../../../../model/spot.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { isToken, JPropertyValue, JScalarValue, jsonText } from './json-values.ts'
import { dateText, MomentValue, SpanValue, spanText } from './moments.ts'
import { isNumber, numberText } from './numbers.ts'
import { BuilderValue, BytesValue, DictionaryValue, ListValue, TextObject } from './objects.ts'
import { xmlText } from './xml-text.ts'
import { XAttributeValue, XElementValue } from './xml-values.ts'

/** C#'s ToString in the invariant culture; null is no text. */
export const displayed = (value: Value, at: Spot): string => {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (isNumber(value)) return numberText(value)
  if (value instanceof JScalarValue) return displayed(value.value, at)
  if (isToken(value)) return jsonText(value, true)
  if (value instanceof JPropertyValue) return `${JSON.stringify(value.name)}: ${jsonText(value.value, true)}`
  if (value instanceof TextObject) return value.text
  if (value instanceof BuilderValue) return value.text
  if (value instanceof XElementValue) return xmlText(value, false)
  if (value instanceof XAttributeValue) return `${value.name}="${value.text}"`
  if (value instanceof MomentValue) return dateText(value, value.type === 'DateTime' ? 'G' : 'G zzz', at)
  if (value instanceof SpanValue) return spanText(value, 'c', at)
  if (value instanceof BytesValue) return 'System.Byte[]'
  if (value instanceof ListValue && value.type === 'Array') return 'System.String[]'
  if (value instanceof DictionaryValue || value instanceof ListValue)
    throw new CannotTell(at, `the text of a ${value.type} is not known here`)
  throw new CannotTell(at, `the text of a ${value.type} is not known here`)
}
