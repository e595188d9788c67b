import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { numberIn, textIn } from './arguments.ts'
import { exactDate, faceOf, parsedDate } from './date-parse.ts'
import { formatted } from './formatted.ts'
import { DAYS, MomentValue, SpanValue, UNITS } from './moments.ts'
import { int, long } from './numbers.ts'
import { TextObject } from './objects.ts'
import { later } from './operators.ts'
import { type Method, of, type Static, type TypeFacts, type Types, thrown, type Use } from './types.ts'

type Kind = 'DateTime' | 'DateTimeOffset'

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

/** `(text, format)`, with a culture and `DateTimeStyles.None`, or without. */
const exactly = ([text, format, ...how]: readonly Value[], kind: Kind, use: Use): MomentValue | null => {
  const isPlain = how.every(
    (one) => one === null || (one instanceof TextObject && (one.type === 'CultureInfo' || one.text === 'None')),
  )
  if (!isPlain) throw new CannotTell(use.at, 'this way to read a date is not known here')
  return exactDate(textIn(text, use), textIn(format, use), kind, use.at)
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
        const moment = parsedDate(textIn(text, use), kind)
        if (moment === null) throw new CannotTell(use.at, `the date "${textIn(text, use)}" is not known here`)
        return moment
      },
      TryParse: ([text], use) => {
        const moment = typeof text === 'string' ? parsedDate(text, kind) : null
        if (moment === null && typeof text === 'string' && /\d/.test(text))
          throw new CannotTell(use.at, `the date "${text}" is not known here`)
        use.out(1, moment ?? new MomentValue(kind, -62_135_596_800_000, 'Unspecified'))
        return moment !== null
      },
      ParseExact: (given, use) => {
        const moment = exactly(given, kind, use)
        if (moment === null) throw thrown(use, 'FormatException', 'String was not recognized as a valid DateTime.')
        return moment
      },
      TryParseExact: (given, use) => {
        const moment = exactly(given.slice(0, -1), kind, use)
        use.out(given.length - 1, moment ?? new MomentValue(kind, -62_135_596_800_000, 'Unspecified'))
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
      const face = faceOf([year, month, day, hour, minute, second, fraction])
      if (face === null)
        throw thrown(
          use,
          'ArgumentOutOfRangeException',
          'Year, Month, and Day parameters describe an un-representable DateTime.',
        )
      return new MomentValue(kind, face, zone instanceof TextObject && zone.text === 'Utc' ? 'Utc' : 'Unspecified')
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
      DayOfWeek: of(MomentValue, (self) => new TextObject('DayOfWeek', DAYS[new Date(self.face).getUTCDay()] ?? '')),
      UtcDateTime: of(MomentValue, (self) => new MomentValue('DateTime', self.instant)),
      DateTime: of(MomentValue, (self) => new MomentValue('DateTime', self.face, 'Unspecified')),
    },
  }
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

/** https://learn.microsoft.com/dotnet/api/system.datetime, DateTimeOffset */
export const dateTimeTypes: Types = {
  DateTime: without(momentFacts('DateTime'), OF_OFFSETS),
  DateTimeOffset: momentFacts('DateTimeOffset'),
}
