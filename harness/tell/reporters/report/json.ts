import { lastFew } from '../../../model/remembered.ts'
import type { Report, RunResult } from '../../../model/report.ts'
import { jsonText } from '../../words/in-sight.ts'
import type { Reporter } from './reporter.ts'

/** `report.json`: keys in the order the report has them; each run, finding and drift on a line of its own. */
export const json = (report: Report): string => [...jsonPieces(report)].join('')

/**
 * The same in pieces, of many versions it is longer than a string can be.
 * @param conceal what is done to each value's text
 */
export function* jsonPieces(
  report: { readonly runs: readonly RunResult[] },
  conceal: Conceal = (text) => text,
): Generator<string> {
  // Objects that are not the same one have the same text too: what decided two drifts, what two versions tried.
  const concealed = lastFew(conceal, MOST_TEXTS)
  const oneLine = (value: unknown): string => concealed(jsonText(value, 0))
  const known = lastFew(oneLine, MOST_KNOWN)
  const textOf: TextOf = (value) => (typeof value === 'object' && value !== null ? known(value) : oneLine(value))
  let before = '{\n'
  for (const [key, value] of Object.entries(report)) {
    yield `${before}${JSON.stringify(key)}: `
    if (key === 'runs') yield* lines(report.runs, (run) => members(run, textOf))
    else if (Array.isArray(value)) yield* lines(value, (item) => members(item, textOf))
    else yield oneLine(value)
    before = ',\n'
  }
  yield '\n}\n'
}

type Conceal = (text: string) => string

function* lines<T>(items: readonly T[], piecesOf: (item: T) => Iterable<string>): Generator<string> {
  if (items.length === 0) {
    yield '[]'
    return
  }
  let before = '[\n'
  for (const item of items) {
    yield before
    yield* piecesOf(item)
    before = ',\n'
  }
  yield '\n]'
}

type TextOf = (value: unknown) => string

/** Of this many results, lists of changes and the like the text is known: whole rows of versions have the same ones. */
const MOST_KNOWN = 4_000
/** Of texts that stand close to their like. */
const MOST_TEXTS = 1_000

/** One after the other: of most versions and drifts the larger part has been put into words before. */
function* members(item: unknown, textOf: TextOf): Generator<string> {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    yield textOf(item)
    return
  }
  let before = '{'
  for (const [key, value] of Object.entries(item)) {
    if (value === undefined) continue
    yield `${before}${JSON.stringify(key)}:`
    if (key === 'scenarios' && Array.isArray(value)) yield* listed(value, textOf)
    else yield textOf(value)
    before = ','
  }
  yield before === '{' ? '{}' : '}'
}

function* listed(items: readonly unknown[], textOf: TextOf): Generator<string> {
  yield '['
  for (const [place, item] of items.entries()) {
    if (place > 0) yield ','
    yield textOf(item)
  }
  yield ']'
}

export const jsonReporter: Reporter = {
  ...{ name: 'json', file: 'report.json', readBack: true, render: json },
  pieces: jsonPieces,
}
