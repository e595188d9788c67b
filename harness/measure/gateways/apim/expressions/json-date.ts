import { parsedDate } from './date-parse.ts'
import { MomentValue } from './moments.ts'

/** A day, a `T`, a time to the second; a fraction of up to seven digits, and a zone or none. */
const DATE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?(Z|[-+]\d\d:\d\d)?$/

/**
 * The date that Newtonsoft takes a text of JSON for, and how it writes it again; null: it is a text.
 * https://www.newtonsoft.com/json/help/html/P_Newtonsoft_Json_JsonReader_DateParseHandling.htm
 */
export const dateInJson = (text: string): { readonly moment: MomentValue; readonly json: string } | null => {
  // Most texts are none: the place of the "T" tells that at once.
  if (text.charAt(10) !== 'T') return null
  const [, , fraction = '', zone] = DATE.exec(text) ?? []
  const parsed = DATE.test(text) ? parsedDate(text, 'DateTime') : null
  if (!parsed) return null
  const moment = new MomentValue('DateTime', parsed.face, zone === 'Z' ? 'Utc' : zone ? 'Local' : 'Unspecified')
  // The gateway's own zone is UTC: what came with another was turned to it.
  const face = new Date(moment.face).toISOString().slice(0, 19)
  const behind = fraction.replace(/0+$/, '')
  const suffix = zone === 'Z' ? 'Z' : zone ? '+00:00' : ''
  return { moment, json: JSON.stringify(`${face}${behind === '' ? '' : `.${behind}`}${suffix}`) }
}
