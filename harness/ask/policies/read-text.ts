import type { PolicyText } from '../../model/policy-document.ts'
import type { Expression } from '../../model/policy-expression.ts'
import type { Spot } from '../../model/spot.ts'
import { decodeEntities } from './entities.ts'
import type { ReadFault } from './fault.ts'
import { fillNamedValues } from './fill-named-values.ts'
import { type MappedText, offsetOf, plain, trimmed } from './mapped-text.ts'
import type { RawText } from './raw-element.ts'
import { isExpressionStart, isWhole } from './scan-value.ts'
import { type SourceText, sourceText } from './source-text.ts'
import { withSpots } from './with-spots.ts'

/** Parses one expression; `from`: where its `@` stands. */
export type ParseExpression = (
  source: string,
  from: Spot,
) =>
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly faults: readonly { readonly spot: Spot; readonly what: string }[] }

export type TextReading = {
  readonly source: SourceText
  readonly namedValues: Readonly<Record<string, string>>
  readonly parse: ParseExpression
  readonly complain: (fault: ReadFault) => void
}

/**
 * A text with its named values filled in: a literal, or an expression whose every position is that in the file.
 * @param template whether it is a Liquid template
 */
export const readText = (raw: RawText, reading: TextReading, template = false): PolicyText => {
  const { source, namedValues, complain } = reading
  const { filled, missing } = fillNamedValues(raw.mapped, namedValues, template)
  for (const { name, offset, hint } of missing)
    complain({
      code: 'policy/no-named-value',
      spot: source.spotAt(offset),
      what: `No named value is called "${name}".`,
      hint: `Give it a value under "namedValues" in policy.settings.json. ${hint}`,
    })
  const spot = source.spotAt(raw.mapped[0]?.from ?? 0)
  const text = plain(filled)
  const code = text.trim()
  if (!isExpressionStart(code, 0)) return { kind: 'literal', text, spot }
  // What stands in a missing value's place could be anything; as it stands, only a string can hold it.
  const unsure = missing.length > 0
  const mapped = trimmed(filled)
  const read = isWhole(code) ? parseMapped(mapped, reading) : notWhole(mapped, reading)
  if (read.ok) return { kind: 'expression', source: code, expression: read.expression, spot: spotIn(mapped, 0, source) }
  const decoded = raw.doubtful ? decodeEntities(mapped) : mapped
  const again = plain(decoded) === code ? read : parseMapped(decoded, reading)
  if (again.ok)
    return { kind: 'expression', source: plain(decoded), expression: again.expression, spot: spotIn(mapped, 0, source) }
  if (unsure) return { kind: 'literal', text, spot }
  for (const fault of read.faults) complain({ code: 'policy/expression', ...fault })
  return { kind: 'literal', text, spot, unread: true }
}

const parseMapped = (mapped: MappedText, { source, parse }: TextReading): ReturnType<ParseExpression> => {
  const code = plain(mapped)
  // Parsed as a file of its own, then each position is looked up in the real one.
  const inner = sourceText(code, source.file)
  const starts = lineStarts(code)
  const place = ({ line, column }: Spot): Spot =>
    spotIn(mapped, Math.min((starts[line - 1] ?? code.length) + column - 1, code.length), source)
  const parsed = parse(code, inner.spotAt(0))
  return parsed.ok
    ? { ok: true, expression: withSpots(parsed.expression, place) }
    : { ok: false, faults: parsed.faults.map(({ spot, what }) => ({ spot: place(spot), what })) }
}

const notWhole = (mapped: MappedText, { source }: TextReading): ReturnType<ParseExpression> => ({
  ok: false,
  faults: [
    { spot: spotIn(mapped, 0, source), what: 'With its named values filled in, the expression is not one whole.' },
  ],
})

const spotIn = (mapped: MappedText, index: number, { spotAt }: SourceText): Spot => spotAt(offsetOf(mapped, index))

const lineStarts = (text: string): readonly number[] => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
