import type { Report, RunResult, ScenarioResult } from '../../../model/report.ts'
import { jsonText } from '../../words/in-sight.ts'
import type { Reporter } from './reporter.ts'

/** `report.json`: keys in the order the report has them; each run, finding and drift on a line of its own. */
export const json = (report: Report): string => [...jsonPieces(report)].join('')

/** The same line by line: of many versions it is longer than a string can be. */
export function* jsonPieces(report: Report): Generator<string> {
  const runText = runWriter()
  let before = '{\n'
  for (const [key, value] of Object.entries(report)) {
    yield `${before}${JSON.stringify(key)}: `
    if (key === 'runs') yield* lines(report.runs, runText)
    else if (Array.isArray(value)) yield* lines(value, oneLine)
    else yield oneLine(value)
    before = ',\n'
  }
  yield '\n}\n'
}

function* lines<T>(items: readonly T[], textOf: (item: T) => string): Generator<string> {
  if (items.length === 0) yield '[]'
  else {
    for (const [at, item] of items.entries()) yield `${at === 0 ? '[\n' : ',\n'}${textOf(item)}`
    yield '\n]'
  }
}

const oneLine = (value: unknown): string => jsonText(value, 0)

/** Writes runs one after the other. What a place's last run had there is not put into words again. */
const runWriter = (): ((run: RunResult) => string) => {
  const last = new Map<number, { readonly result: ScenarioResult; readonly text: string }>()
  const textAt = (result: ScenarioResult, place: number): string => {
    const known = last.get(place)
    if (known?.result === result) return known.text
    const text = oneLine(result)
    last.set(place, { result, text })
    return text
  }
  return (run) =>
    `{${Object.entries(run)
      .flatMap(([key, value]) => {
        if (value === undefined) return []
        const text = key === 'scenarios' ? `[${run.scenarios.map(textAt).join(',')}]` : oneLine(value)
        return [`${JSON.stringify(key)}:${text}`]
      })
      .join(',')}}`
}

export const jsonReporter: Reporter = {
  ...{ name: 'json', file: 'report.json', readBack: true, render: json },
  pieces: jsonPieces,
}
