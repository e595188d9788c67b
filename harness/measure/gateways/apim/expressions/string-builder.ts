import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { numberIn, textIn } from './arguments.ts'
import { LONGEST } from './budget.ts'
import { displayed } from './displayed.ts'
import { char, int, isNumber } from './numbers.ts'
import { BuilderValue } from './objects.ts'
import { format, joined } from './string-made.ts'
import { of, type Types, thrown, type Use } from './types.ts'

const written = (self: BuilderValue, text: string, use: Use): BuilderValue => {
  use.spend(1 + Math.trunc(text.length / 100))
  if (self.text.length + text.length > LONGEST)
    throw new CannotTell(use.at, `a text of more than ${LONGEST} characters`)
  self.text += text
  return self
}

/** Where so many characters stand. */
const placeIn = ({ text }: BuilderValue, at: Value | undefined, count: number, use: Use): number => {
  const place = numberIn(at, use)
  if (place < 0 || count < 0 || place + count > text.length) throw beyond(use)
  return place
}

const beyond = (use: Use) =>
  thrown(use, 'ArgumentOutOfRangeException', 'Index and length must refer to a location within the string.')

/** https://learn.microsoft.com/dotnet/api/system.text.stringbuilder */
export const builderTypes: Types = {
  StringBuilder: {
    construct: ([text]) => new BuilderValue(typeof text === 'string' ? text : ''),
    properties: { Length: of(BuilderValue, (self) => int(self.text.length)) },
    index: of(BuilderValue, (self, [at], use) => char(self.text.charAt(placeIn(self, at, 1, use)))),
    setIndex: of(BuilderValue, (self, [at, letter], use) => {
      const place = placeIn(self, at, 1, use)
      self.text = self.text.slice(0, place) + textIn(letter, use) + self.text.slice(place + 1)
      return null
    }),
    setters: {
      Length: of(BuilderValue, (self, [length], use) => {
        const size = numberIn(length, use)
        if (size < 0) throw beyond(use)
        if (size > LONGEST) throw new CannotTell(use.at, `a text of ${size} characters`)
        self.text = self.text.slice(0, size).padEnd(size, '\0')
        return null
      }),
    },
    methods: {
      Append: of(BuilderValue, (self, [value, times], use) => {
        const text = displayed(value ?? null, use.at)
        const count = times !== undefined && isNumber(times) ? Number(times.value) : 1
        if (text.length * count > LONGEST) throw new CannotTell(use.at, `a text of more than ${LONGEST} characters`)
        return written(self, text.repeat(Math.max(0, count)), use)
      }),
      AppendLine: of(BuilderValue, (self, [value], use) =>
        written(self, `${displayed(value ?? null, use.at)}\r\n`, use),
      ),
      AppendFormat: of(BuilderValue, (self, given, use) => written(self, textIn(format(given, use), use), use)),
      AppendJoin: of(BuilderValue, (self, given, use) => written(self, textIn(joined(given, use), use), use)),
      Insert: of(BuilderValue, (self, [at, value], use) => {
        const place = placeIn(self, at, 0, use)
        const after = self.text.slice(place)
        self.text = self.text.slice(0, place)
        return written(written(self, displayed(value ?? null, use.at), use), after, use)
      }),
      Remove: of(BuilderValue, (self, [at, length], use) => {
        const count = numberIn(length, use)
        const place = placeIn(self, at, count, use)
        self.text = self.text.slice(0, place) + self.text.slice(place + count)
        return self
      }),
      Clear: of(BuilderValue, (self) => {
        self.text = ''
        return self
      }),
      Replace: of(BuilderValue, (self, [from, to], use) => {
        self.text = self.text.replaceAll(textIn(from, use), () => textIn(to, use))
        return self
      }),
    },
  },
}
