import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { numberIn, textIn } from './arguments.ts'
import { formatted } from './formatted.ts'
import { SpanValue, UNITS } from './moments.ts'
import { double, int, long } from './numbers.ts'
import { type Method, of, type Static, type Types, thrown, type Use } from './types.ts'

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

const spanIn = (value: Value | undefined, use: Use): number => {
  if (value instanceof SpanValue) return value.milliseconds
  throw new CannotTell(use.at, 'a TimeSpan is expected')
}

/** https://learn.microsoft.com/dotnet/api/system.timespan */
export const spanTypes: Types = {
  TimeSpan: {
    fields: { Zero: () => new SpanValue(0) },
    functions: { ...spanMade, Parse: ([text], use) => spanFrom(textIn(text, use), use) },
    construct: (given, use) => {
      const numbers = given.map((each) => numberIn(each, use))
      const [ticks = 0] = numbers
      if (given.length === 1) return new SpanValue(ticks / 10_000)
      if (given.length < 3) throw new CannotTell(use.at, 'a TimeSpan of these is not known here')
      const [days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0] =
        given.length === 3 ? [0, ...numbers] : numbers
      const size = days * UNITS.Days + hours * UNITS.Hours + minutes * UNITS.Minutes + seconds * UNITS.Seconds
      return new SpanValue(size + milliseconds)
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
    methods: {
      Add: of(SpanValue, (self, [other], use) => new SpanValue(self.milliseconds + spanIn(other, use))),
      Subtract: of(SpanValue, (self, [other], use) => new SpanValue(self.milliseconds - spanIn(other, use))),
      Negate: of(SpanValue, (self) => new SpanValue(-self.milliseconds)),
      Duration: of(SpanValue, (self) => new SpanValue(Math.abs(self.milliseconds))),
      CompareTo: of(SpanValue, (self, [other], use) => int(Math.sign(self.milliseconds - spanIn(other, use)))),
      ToString: (self, [format], use) => formatted(self, typeof format === 'string' ? format : null, use.at),
    },
  },
}
