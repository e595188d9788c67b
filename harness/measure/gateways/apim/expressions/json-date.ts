import { faceOf } from './date-parse.ts'
import { MomentValue } from './moments.ts'

/** A day, a `T`, a time to the second; a fraction of up to seven digits, and a zone or none. */
const DATE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?(?:(Z)|([-+])(\d\d):(\d\d))?$/

/**
 * The date that Newtonsoft takes a text of JSON for, and how it writes it again; null: it is a text.
 * https://www.newtonsoft.com/json/help/html/P_Newtonsoft_Json_JsonReader_DateParseHandling.htm
 */
export const dateInJson = (text: string): { readonly moment: MomentValue; readonly json: string } | null => {
  // Most texts are none: the place of the "T" tells that at once.
  if (text.charAt(10) !== 'T') return null
  const found = DATE.exec(text)
  if (!found) return null
  const [, year, month, day, hour, minute, second, fraction, universal, sign, hours, minutes] = found
  const ms = fraction === undefined ? 0 : Math.trunc(Number(`0.${fraction}`) * 1000)
  const face = faceOf([Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second), ms])
  if (face === null) return null
  const isSame = sign === undefined && (fraction === undefined || !fraction.endsWith('0'))
  // The gateway's own zone is UTC: what comes with another is turned to it.
  const offset = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  const instant = face - offset * 60_000
  const moment = new MomentValue('DateTime', instant, universal ? 'Utc' : sign ? 'Local' : 'Unspecified')
  if (isSame) return { moment, json: `"${text}"` }
  const behind = fraction?.replace(/0+$/, '') ?? ''
  const written = new Date(instant).toISOString().slice(0, 19)
  const zone = universal ?? (sign ? '+00:00' : '')
  return { moment, json: `"${written}${behind === '' ? '' : `.${behind}`}${zone}"` }
}
