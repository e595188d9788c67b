import type { Report, RunResult, ScenarioResult } from '../../../model/report.ts'
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
  const oneLine = (value: unknown): string => conceal(jsonText(value, 0))
  const runPieces = runWriter(oneLine)
  let before = '{\n'
  for (const [key, value] of Object.entries(report)) {
    yield `${before}${JSON.stringify(key)}: `
    if (key === 'runs') yield* lines(report.runs, runPieces)
    else if (Array.isArray(value)) yield* lines(value, (item) => [oneLine(item)])
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

/** Writes runs one after the other. What a place's last run had there is not put into words again. */
const runWriter = (oneLine: (value: unknown) => string): ((run: RunResult) => Iterable<string>) => {
  const last = new Map<number, { readonly result: ScenarioResult; readonly text: string }>()
  const textAt = (result: ScenarioResult, place: number): string => {
    const known = last.get(place)
    if (known?.result === result) return known.text
    const text = oneLine(result)
    last.set(place, { result, text })
    return text
  }
  return function* (run) {
    let before = '{'
    for (const [key, value] of Object.entries(run)) {
      if (value === undefined) continue
      yield `${before}${JSON.stringify(key)}:`
      if (key === 'scenarios') yield* listed(run.scenarios, textAt)
      else yield oneLine(value)
      before = ','
    }
    yield '}'
  }
}

function* listed<T>(items: readonly T[], textAt: (item: T, place: number) => string): Generator<string> {
  yield '['
  for (const [place, item] of items.entries()) {
    if (place > 0) yield ','
    yield textAt(item, place)
  }
  yield ']'
}

export const jsonReporter: Reporter = {
  ...{ name: 'json', file: 'report.json', readBack: true, render: json },
  pieces: jsonPieces,
}
