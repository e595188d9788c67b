import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { numberIn, textIn } from './arguments.ts'
import { formatted } from './formatted.ts'
import { MomentValue, SpanValue } from './moments.ts'
import { double, int, long } from './numbers.ts'
import { TextObject } from './objects.ts'
import { later } from './operators.ts'
import { type Method, of, type Static, type TypeFacts, type Types, thrown, type Use } from './types.ts'

type Kind = 'DateTime' | 'DateTimeOffset'

const UNITS = { Milliseconds: 1, Seconds: 1000, Minutes: 60_000, Hours: 3_600_000, Days: 86_400_000 } as const
const TICKS_TO_1970 = 621_355_968_000_000_000n

const adders: Readonly<Record<string, Method>> = Object.fromEntries(
  Object.entries(UNITS).map(([unit, size]) => [
    `Add${unit}`,
    of(MomentValue, (self, [count], use) => later(self, numberIn(count, use) * size)),
  ]),
)

const byMonths = (self: MomentValue, months: number): MomentValue => {
  const date = new Date(self.face)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return later(self, date.getTime() - self.face)
}

const part = (get: (date: Date) => number): Method => of(MomentValue, (self) => int(get(new Date(self.face))))

const span = (value: Value | undefined, use: Use): number => {
  if (value instanceof SpanValue) return value.milliseconds
  throw new CannotTell(use.at, 'a TimeSpan is expected')
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?)?\s*(Z|[-+]\d\d:?\d\d)?$/i

const parsed = (text: string, kind: Kind): MomentValue | null => {
  const found = ISO.exec(text.trim())
  if (found === null) {
    if (!/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/.test(text.trim())) return null
    return new MomentValue(kind, Date.parse(text), kind === 'DateTime' ? 'Local' : 'Utc')
  }
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((each) => Number(each ?? 0))
  const face = Date.UTC(year, month - 1, day, hour, minute, second) + Math.trunc(Number(`0.${found[7] ?? 0}`) * 1000)
  const date = new Date(face)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    return null
  const zone = found[8]
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

const momentFacts = (kind: Kind): TypeFacts => {
  const now: Static = (_given, { exchange }) => new MomentValue(kind, exchange.now().getTime())
  return {
    fields: {
      UtcNow: now,
      Now: (_given, { exchange }) => new MomentValue(kind, exchange.now().getTime(), 'Local'),
      Today: (_given, { exchange }) =>
        new MomentValue(kind, Math.floor(exchange.now().getTime() / UNITS.Days) * UNITS.Days, 'Local'),
      UnixEpoch: () => new MomentValue(kind, 0),
      MinValue: () => new MomentValue(kind, Date.UTC(1, 0, 1) - Date.UTC(1, 0, 1) - 62_135_596_800_000, 'Unspecified'),
      MaxValue: () => new MomentValue(kind, 253_402_300_799_999, 'Unspecified'),
    },
    functions: {
      Parse: ([text], use) => {
        const moment = parsed(textIn(text, use), kind)
        if (moment === null) throw new CannotTell(use.at, `the date "${textIn(text, use)}" is not known here`)
        return moment
      },
      TryParse: ([text], use) => {
        const moment = typeof text === 'string' ? parsed(text, kind) : null
        if (moment === null && typeof text === 'string' && /\d/.test(text))
          throw new CannotTell(use.at, `the date "${text}" is not known here`)
        use.out(1, moment ?? new MomentValue(kind, -62_135_596_800_000, 'Unspecified'))
        return moment !== null
      },
      FromUnixTimeSeconds: ([count], use) => new MomentValue(kind, numberIn(count, use) * 1000),
      FromUnixTimeMilliseconds: ([count], use) => new MomentValue(kind, numberIn(count, use)),
      DaysInMonth: ([year, month], use) =>
        int(new Date(Date.UTC(numberIn(year, use), numberIn(month, use), 0)).getUTCDate()),
      IsLeapYear: ([year], use) => new Date(Date.UTC(numberIn(year, use), 2, 0)).getUTCDate() === 29,
      Compare: ([left, right], use) => {
        if (left instanceof MomentValue && right instanceof MomentValue)
          return int(Math.sign(left.instant - right.instant))
        throw new CannotTell(use.at, 'dates are expected')
      },
    },
    construct: (given, use) => {
      const [first] = given
      if (first instanceof MomentValue) return new MomentValue(kind, first.face, first.zone)
      const zone = given.find((each) => each instanceof TextObject)
      const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0, fraction = 0] = given
        .filter((each) => !(each instanceof TextObject) && !(each instanceof SpanValue))
        .map((each) => numberIn(each, use))
      if (given.length < 3) throw new CannotTell(use.at, `new ${kind} of these is not known here`)
      if (month < 1 || month > 12 || day < 1 || day > 31)
        throw thrown(
          use,
          'ArgumentOutOfRangeException',
          'Year, Month, and Day parameters describe an un-representable DateTime.',
        )
      return new MomentValue(
        kind,
        Date.UTC(year, month - 1, day, hour, minute, second, fraction),
        zone instanceof TextObject && zone.text === 'Utc' ? 'Utc' : 'Unspecified',
      )
    },
    methods: {
      ...adders,
      Add: of(MomentValue, (self, [by], use) => later(self, span(by, use))),
      Subtract: of(MomentValue, (self, [by], use) =>
        by instanceof MomentValue ? new SpanValue(self.instant - by.instant) : later(self, -span(by, use)),
      ),
      AddTicks: of(MomentValue, (self, [count], use) => later(self, numberIn(count, use) / 10_000)),
      // The gateway's own zone is UTC.
      IsDaylightSavingTime: of(MomentValue, () => false),
      AddMonths: of(MomentValue, (self, [count], use) => byMonths(self, numberIn(count, use))),
      AddYears: of(MomentValue, (self, [count], use) => byMonths(self, 12 * numberIn(count, use))),
      ToUniversalTime: of(MomentValue, (self) => new MomentValue(kind, self.instant)),
      ToLocalTime: of(MomentValue, (self) => new MomentValue(kind, self.instant, 'Local')),
      ToUnixTimeSeconds: of(MomentValue, (self) => long(Math.floor(self.instant / 1000))),
      ToUnixTimeMilliseconds: of(MomentValue, (self) => long(Math.floor(self.instant))),
      CompareTo: of(MomentValue, (self, [other], use) => {
        if (other instanceof MomentValue) return int(Math.sign(self.instant - other.instant))
        throw new CannotTell(use.at, 'a date is expected')
      }),
      ToString: (self, [format], use) => formatted(self, typeof format === 'string' ? format : null, use.at),
    },
    properties: {
      Year: part((date) => date.getUTCFullYear()),
      Month: part((date) => date.getUTCMonth() + 1),
      Day: part((date) => date.getUTCDate()),
      DayOfYear: part((date) => 1 + Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / UNITS.Days)),
      Hour: part((date) => date.getUTCHours()),
      Minute: part((date) => date.getUTCMinutes()),
      Second: part((date) => date.getUTCSeconds()),
      Millisecond: part((date) => date.getUTCMilliseconds()),
      Ticks: of(MomentValue, (self) => long(BigInt(Math.trunc(self.face)) * 10_000n + TICKS_TO_1970)),
      Date: of(
        MomentValue,
        (self) => new MomentValue('DateTime', Math.floor(self.face / UNITS.Days) * UNITS.Days, self.zone),
      ),
      TimeOfDay: of(MomentValue, (self) => new SpanValue(self.face - Math.floor(self.face / UNITS.Days) * UNITS.Days)),
      DayOfWeek: of(
        MomentValue,
        (self) =>
          new TextObject(
            'DayOfWeek',
            ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'][
              new Date(self.face).getUTCDay()
            ] ?? '',
          ),
      ),
      UtcDateTime: of(MomentValue, (self) => new MomentValue('DateTime', self.instant)),
      DateTime: of(MomentValue, (self) => new MomentValue('DateTime', self.face, 'Unspecified')),
    },
  }
}

const spanMade: Readonly<Record<string, Static>> = Object.fromEntries(
  Object.entries(UNITS).map(([unit, size]) => [
    `From${unit}`,
    ([count], use) => new SpanValue(numberIn(count, use) * size),
  ]),
)

const totals: Readonly<Record<string, Method>> = Object.fromEntries(
  Object.entries(UNITS).map(([unit, size]) => [
    `Total${unit}`,
    of(SpanValue, (self) => double(self.milliseconds / size)),
  ]),
)

const spanPart = (size: number, most: number): Method =>
  of(SpanValue, (self) => int(Math.trunc(self.milliseconds / size) % most))

/** `[-][d.]hh:mm[:ss[.fff]]`, or a number of days. */
const spanFrom = (text: string, use: Use): SpanValue => {
  const found = /^(-?)(?:(\d+)(?:\.(?=\d+:)|$))?(?:(\d{1,2}):(\d{1,2})(?::(\d{1,2}(?:\.\d{1,7})?))?)?$/.exec(
    text.trim(),
  )
  if (!found || !/\d/.test(text)) throw thrown(use, 'FormatException', 'String was not recognized as a valid TimeSpan.')
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(2).map((each) => Number(each ?? 0))
  if (hours > 23 || minutes > 59 || seconds >= 60)
    throw thrown(use, 'OverflowException', 'The TimeSpan could not be parsed: one of its parts is out of range.')
  const size = days * UNITS.Days + hours * UNITS.Hours + minutes * UNITS.Minutes + seconds * 1000
  return new SpanValue(found[1] === '-' ? -size : size)
}

/** What a DateTimeOffset has and a DateTime has not. */
const OF_OFFSETS = new Set(
  'UtcDateTime DateTime ToUnixTimeSeconds ToUnixTimeMilliseconds FromUnixTimeSeconds FromUnixTimeMilliseconds'.split(
    ' ',
  ),
)

const without = (facts: TypeFacts, names: ReadonlySet<string>): TypeFacts => {
  const kept = <T>(table: Readonly<Record<string, T>> = {}): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(table).filter(([name]) => !names.has(name)))
  return {
    ...facts,
    properties: kept(facts.properties),
    methods: kept(facts.methods),
    functions: kept(facts.functions),
  }
}

/** https://learn.microsoft.com/dotnet/api/system.datetime, DateTimeOffset, TimeSpan */
export const dateTimeTypes: Types = {
  DateTime: without(momentFacts('DateTime'), OF_OFFSETS),
  DateTimeOffset: momentFacts('DateTimeOffset'),
  TimeSpan: {
    fields: { Zero: () => new SpanValue(0) },
    functions: { ...spanMade, Parse: ([text], use) => spanFrom(textIn(text, use), use) },
    construct: (given, use) => {
      const [days = 0, hours = 0, minutes = 0, seconds = 0] =
        given.length === 3 ? [0, ...given.map((each) => numberIn(each, use))] : given.map((each) => numberIn(each, use))
      if (given.length < 3) throw new CannotTell(use.at, 'a TimeSpan of ticks is not known here')
      return new SpanValue(days * UNITS.Days + hours * UNITS.Hours + minutes * UNITS.Minutes + seconds * 1000)
    },
    properties: {
      ...totals,
      Days: spanPart(UNITS.Days, Infinity),
      Hours: spanPart(UNITS.Hours, 24),
      Minutes: spanPart(UNITS.Minutes, 60),
      Seconds: spanPart(1000, 60),
      Milliseconds: spanPart(1, 1000),
      Ticks: of(SpanValue, (self) => long(BigInt(Math.trunc(self.milliseconds * 10_000)))),
    },
    methods: { ToString: (self, [format], use) => formatted(self, typeof format === 'string' ? format : null, use.at) },
  },
}
