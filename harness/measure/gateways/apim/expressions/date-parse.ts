import type { Spot } from '../../../../model/spot.ts'
import { CannotTell } from '../policy.ts'
import { MomentValue } from './moments.ts'

type Kind = 'DateTime' | 'DateTimeOffset'

/** Years to milliseconds, as they are written. */
type Parts = readonly [
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms: number,
]

/** As the invariant culture writes a date, and Newtonsoft one that it found in a text. */
const INVARIANT = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d):(\d\d)$/
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?)?\s*(Z|[-+]\d\d:?\d\d)?$/i

/** A date of ISO 8601, of HTTP or of .NET's own text; null: it is none of these. */
export const parsedDate = (text: string, kind: Kind): MomentValue | null => {
  const found = ISO.exec(text.trim())
  const own = INVARIANT.exec(text.trim())
  if (own !== null) {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = own.slice(1).map(Number)
    return moment(kind, [year, month, day, hour, minute, second, 0], undefined)
  }
  if (found === null) {
    if (!/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/.test(text.trim())) return null
    return new MomentValue(kind, Date.parse(text), kind === 'DateTime' ? 'Local' : 'Utc')
  }
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((each) => Number(each ?? 0))
  return moment(kind, [year, month, day, hour, minute, second, thousandths(found[7] ?? '0')], found[8])
}

const thousandths = (fraction: string): number => Math.trunc(Number(`0.${fraction}`) * 1000)

/** What a clock's face shows; null: no clock does. */
export const faceOf = ([year, month, day, hour, minute, second, ms]: Parts): number | null => {
  const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second, ms))
  date.setUTCFullYear(year, month - 1, day)
  const fits = year >= 1 && year <= 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return fits && hour <= 23 && minute <= 59 && second <= 59 ? date.getTime() : null
}

const moment = (kind: Kind, parts: Parts, zone: string | undefined): MomentValue | null => {
  const face = faceOf(parts)
  if (face === null) return null
  if (zone === undefined) return new MomentValue(kind, face, 'Unspecified')
  const [sign, hours, minutes] = /^Z$/i.test(zone)
    ? ['+', '0', '0']
    : [zone.slice(0, 1), zone.slice(1, 3), zone.slice(-2)]
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  // A DateTime is turned to the gateway's own zone, which is UTC.
  return kind === 'DateTime'
    ? new MomentValue(kind, face - offset * 60_000, 'Local')
    : new MomentValue(kind, face, 'Utc', offset)
}

const TOKEN = /'[^']*'|"[^"]*"|\\.|(y+|M+|d+|H+|m+|s+|f+|z+|K|[A-Za-z%])|./gs

const PIECES: Readonly<Record<string, string>> = {
  yyyy: '(?<y>\\d{4})',
  MM: '(?<M>\\d\\d)',
  M: '(?<M>\\d\\d?)',
  dd: '(?<d>\\d\\d)',
  d: '(?<d>\\d\\d?)',
  HH: '(?<H>\\d\\d)',
  H: '(?<H>\\d\\d?)',
  mm: '(?<m>\\d\\d)',
  m: '(?<m>\\d\\d?)',
  ss: '(?<s>\\d\\d)',
  s: '(?<s>\\d\\d?)',
  K: '(?<z>Z|[-+]\\d\\d:\\d\\d)?',
  zzz: '(?<z>[-+]\\d\\d:\\d\\d)',
}

/**
 * A date as a format writes it; null: it is written otherwise.
 * https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings
 * @throws CannotTell for a format that is not read here
 */
export const exactDate = (text: string, format: string, kind: Kind, at: Spot): MomentValue | null => {
  const seen = new Set<string>()
  const source = format.replace(TOKEN, (whole: string, token: string | undefined) => {
    if (token === undefined) return quoted(whole.replace(/^\\/, '').replace(/^(['"])(.*)\1$/s, '$2'))
    const piece = /^f{1,7}$/.test(token) ? `(?<f>\\d{${token.length}})` : PIECES[token]
    const name = piece === undefined ? '' : token.charAt(0)
    if (piece === undefined || seen.has(name) || format.length === 1)
      throw new CannotTell(at, `the date format "${format}" is not known here`)
    seen.add(name)
    return piece
  })
  const groups = new RegExp(`^${source}$`).exec(text)?.groups
  if (!groups) return null
  // A date that is not written is today's, and who knows when that is asked.
  if (!['y', 'M', 'd'].every((name) => seen.has(name)))
    throw new CannotTell(at, `the date format "${format}" is not known here`)
  const part = (name: string): number => Number(groups[name] ?? 0)
  const parts: Parts = [
    part('y'),
    part('M'),
    part('d'),
    part('H'),
    part('m'),
    part('s'),
    thousandths(groups['f'] ?? '0'),
  ]
  return moment(kind, parts, groups['z'])
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
