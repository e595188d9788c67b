import type { Spot } from '../../../../model/spot.ts'
import { CannotTell } from '../policy.ts'
import { Thing } from './objects.ts'

/** A DateTime or DateTimeOffset. The gateway's own zone is UTC. */
export class MomentValue extends Thing {
  /** Milliseconds since 1970 of the clock's face, offset not taken off. */
  readonly face: number
  readonly zone: 'Utc' | 'Local' | 'Unspecified'
  readonly offsetMinutes: number

  constructor(
    type: 'DateTime' | 'DateTimeOffset',
    face: number,
    zone: 'Utc' | 'Local' | 'Unspecified' = 'Utc',
    offsetMinutes = 0,
  ) {
    super(type)
    this.face = face
    this.zone = zone
    this.offsetMinutes = offsetMinutes
  }

  /** Milliseconds since 1970. */
  get instant(): number {
    return this.face - this.offsetMinutes * 60_000
  }
}

export class SpanValue extends Thing {
  readonly milliseconds: number

  constructor(milliseconds: number) {
    super('TimeSpan')
    this.milliseconds = milliseconds
  }
}

/** Milliseconds. */
export const UNITS = {
  Milliseconds: 1,
  Seconds: 1000,
  Minutes: 60_000,
  Hours: 3_600_000,
  Days: 86_400_000,
} as const

export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = 'January February March April May June July August September October November December'.split(' ')

const STANDARD: Readonly<Record<string, string>> = {
  G: 'MM/dd/yyyy HH:mm:ss',
  'G zzz': 'MM/dd/yyyy HH:mm:ss zzz',
  g: 'MM/dd/yyyy HH:mm',
  d: 'MM/dd/yyyy',
  D: 'dddd, dd MMMM yyyy',
  T: 'HH:mm:ss',
  t: 'HH:mm',
  s: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
  u: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
  o: "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK",
  O: "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK",
  r: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  R: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
}

const TOKEN = /'[^']*'|"[^"]*"|\\.|(y+|M+|d+|H+|h+|m+|s+|f+|F+|t+|z+|K|%)|./gs

/** https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings */
export const dateText = (moment: MomentValue, format: string, at: Spot): string => {
  const universal = 'rRu'.includes(format) && moment.type === 'DateTimeOffset'
  const date = new Date(universal ? moment.instant : moment.face)
  if (Number.isNaN(date.getTime())) throw new CannotTell(at, 'a date beyond what is known here')
  const pattern = Object.hasOwn(STANDARD, format) ? (STANDARD[format] ?? format) : format
  if (pattern.length === 1) throw new CannotTell(at, `the date format "${format}" is not known here`)
  return pattern.replace(TOKEN, (text: string, token: string | undefined) =>
    token === undefined ? literal(text) : piece(token, date, moment),
  )
}

const literal = (text: string): string =>
  text.startsWith('\\') ? text.slice(1) : text.replace(/^(['"])(.*)\1$/s, '$2')

const piece = (token: string, date: Date, moment: MomentValue): string => {
  const two = (value: number): string => String(value).padStart(Math.min(token.length, 2), '0')
  switch (token[0]) {
    case 'y':
      return token.length <= 2
        ? two(date.getUTCFullYear() % 100)
        : String(date.getUTCFullYear()).padStart(token.length, '0')
    case 'M': {
      const name = MONTHS[date.getUTCMonth()] ?? ''
      return token.length >= 4 ? name : token.length === 3 ? name.slice(0, 3) : two(date.getUTCMonth() + 1)
    }
    case 'd': {
      const name = DAYS[date.getUTCDay()] ?? ''
      return token.length >= 4 ? name : token.length === 3 ? name.slice(0, 3) : two(date.getUTCDate())
    }
    case 'H':
      return two(date.getUTCHours())
    case 'h':
      return two(date.getUTCHours() % 12 || 12)
    case 'm':
      return two(date.getUTCMinutes())
    case 's':
      return two(date.getUTCSeconds())
    case 'f':
    case 'F': {
      const digits = String(date.getUTCMilliseconds()).padStart(3, '0').padEnd(7, '0').slice(0, token.length)
      return token[0] === 'f' ? digits : digits.replace(/0+$/, '')
    }
    case 't':
      return (date.getUTCHours() < 12 ? 'AM' : 'PM').slice(0, token.length)
    case 'z':
      return offsetText(moment.offsetMinutes, token.length)
    case 'K':
      if (moment.type === 'DateTimeOffset') return offsetText(moment.offsetMinutes, 3)
      return moment.zone === 'Utc' ? 'Z' : moment.zone === 'Local' ? '+00:00' : ''
    default:
      return ''
  }
}

const offsetText = (minutes: number, length: number): string => {
  const hours = String(Math.trunc(Math.abs(minutes) / 60)).padStart(Math.min(length, 2), '0')
  const rest = length >= 3 ? `:${String(Math.abs(minutes) % 60).padStart(2, '0')}` : ''
  return `${minutes < 0 ? '-' : '+'}${hours}${rest}`
}

/** `[-][d.]hh:mm:ss[.fffffff]`. */
export const spanText = ({ milliseconds }: SpanValue, format: string, at: Spot): string => {
  const total = Math.abs(milliseconds)
  const part = (size: number, of: number): number => Math.trunc(total / size) % of
  const two = (value: number): string => String(value).padStart(2, '0')
  const clock = [part(3_600_000, 24), part(60_000, 60), part(1000, 60)].map(two)
  if (format === 'c') {
    const days = Math.trunc(total / 86_400_000)
    const fraction = Math.round((total % 1000) * 10_000)
    return `${milliseconds < 0 ? '-' : ''}${days > 0 ? `${days}.` : ''}${clock.join(':')}${fraction === 0 ? '' : `.${String(fraction).padStart(7, '0')}`}`
  }
  return spanByFormat(milliseconds, format, at)
}

const SPAN_TOKEN = /'[^']*'|\\.|(d{1,8}|hh?|mm?|ss?|f{1,3})|(.)/gs

/** `hh\:mm\:ss`; of a time before nothing no sign is shown. https://learn.microsoft.com/dotnet/standard/base-types/custom-timespan-format-strings */
const spanByFormat = (milliseconds: number, format: string, at: Spot): string => {
  const total = Math.trunc(Math.abs(milliseconds))
  const parts: Readonly<Record<string, number>> = {
    d: Math.trunc(total / 86_400_000),
    h: Math.trunc(total / 3_600_000) % 24,
    m: Math.trunc(total / 60_000) % 60,
    s: Math.trunc(total / 1000) % 60,
  }
  return format.replace(SPAN_TOKEN, (text: string, token: string | undefined, other: string | undefined) => {
    if (other !== undefined || format.length === 1)
      throw new CannotTell(at, `the TimeSpan format "${format}" is not known here`)
    if (token === undefined) return text.startsWith('\\') ? text.slice(1) : text.slice(1, -1)
    if (token.startsWith('f'))
      return String(total % 1000)
        .padStart(3, '0')
        .slice(0, token.length)
    return String(parts[token.charAt(0)] ?? 0).padStart(token.length, '0')
  })
}

/** As Newtonsoft writes it: `2026-01-02T03:04:05Z`, a fraction without its zeros. */
export const jsonDate = ({ type, face, zone, offsetMinutes }: MomentValue): string => {
  const text = new Date(face)
    .toISOString()
    .slice(0, -1)
    .replace(/\.?0*$/, (end) => (end.startsWith('.') ? '' : end))
  const plain = text.includes('.') ? text.replace(/0+$/, '') : text
  if (type === 'DateTime' && zone !== 'Local') return zone === 'Utc' ? `${plain}Z` : plain
  const sign = offsetMinutes < 0 ? '-' : '+'
  const [hours, minutes] = [Math.floor(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60]
  return `${plain}${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
