import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { textIn } from './arguments.ts'
import { MomentValue } from './moments.ts'
import { TextObject } from './objects.ts'
import { of, type Static, type Types, type Use } from './types.ts'

/** Windows' names of zones, as documents have them, and those of the tz database that they stand for (Unicode CLDR, windowsZones). */
const ZONES: Readonly<Record<string, string>> = {
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'Arabian Standard Time': 'Asia/Dubai',
  'Atlantic Standard Time': 'America/Halifax',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'Central Standard Time': 'America/Chicago',
  'China Standard Time': 'Asia/Shanghai',
  'E. South America Standard Time': 'America/Sao_Paulo',
  'Eastern Standard Time': 'America/New_York',
  'FLE Standard Time': 'Europe/Kiev',
  'GMT Standard Time': 'Europe/London',
  'GTB Standard Time': 'Europe/Bucharest',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'India Standard Time': 'Asia/Kolkata',
  'Israel Standard Time': 'Asia/Jerusalem',
  'Korea Standard Time': 'Asia/Seoul',
  'Mountain Standard Time': 'America/Denver',
  'New Zealand Standard Time': 'Pacific/Auckland',
  'Pacific Standard Time': 'America/Los_Angeles',
  'Romance Standard Time': 'Europe/Paris',
  'Russian Standard Time': 'Europe/Moscow',
  'SE Asia Standard Time': 'Asia/Bangkok',
  'Singapore Standard Time': 'Asia/Singapore',
  'South Africa Standard Time': 'Africa/Johannesburg',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Turkey Standard Time': 'Europe/Istanbul',
  'W. Europe Standard Time': 'Europe/Berlin',
  UTC: 'UTC',
}

/** @throws CannotTell for a zone whose rules are not known here */
const zoneFrom = (name: string, use: Use): TextObject => {
  const zone = Object.hasOwn(ZONES, name) ? ZONES[name] : name
  try {
    // Short names (`EST`) and offsets, which are zones for JavaScript, are none for .NET.
    if (zone === name && !/^[A-Za-z]\w*\//.test(name)) throw new RangeError(name)
    return new TextObject('TimeZoneInfo', new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new CannotTell(use.at, `the time zone "${name}" is not known here`)
  }
}

/** The clock's face in a zone at an instant. */
const faceIn = (instant: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', { ...FACE, timeZone }).formatToParts(instant)
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0)
  const seconds = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return seconds + (((instant % 1000) + 1000) % 1000)
}

const FACE = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const

/** From the gateway's own zone, or from UTC where the moment is one of it. */
const converted = ([moment, zone, ...more]: readonly (Value | undefined)[], use: Use): Value => {
  if (!(moment instanceof MomentValue) || !(zone instanceof TextObject) || more.length > 0)
    throw new CannotTell(use.at, 'only a date and the zone that it is converted to are known here')
  const face = faceIn(moment.instant, zone.text)
  return moment.type === 'DateTimeOffset'
    ? new MomentValue('DateTimeOffset', face, 'Utc', Math.round((face - moment.instant) / 60_000))
    : new MomentValue('DateTime', face, 'Unspecified')
}

const convert: Static = (given, use) => converted(given, use)

const convertById: Static = ([moment, id, ...more], use) =>
  converted([moment, zoneFrom(textIn(id, use), use), ...more], use)

/** The gateway's own zone is UTC. https://learn.microsoft.com/dotnet/api/system.timezoneinfo */
export const timeZoneTypes: Types = {
  TimeZoneInfo: {
    fields: { Utc: () => new TextObject('TimeZoneInfo', 'UTC'), Local: () => new TextObject('TimeZoneInfo', 'UTC') },
    functions: {
      FindSystemTimeZoneById: ([id], use) => zoneFrom(textIn(id, use), use),
      ConvertTimeFromUtc: convert,
      ConvertTimeBySystemTimeZoneId: convertById,
      ConvertTime: convert,
    },
    properties: { Id: of(TextObject, ({ text }) => text) },
  },
}
