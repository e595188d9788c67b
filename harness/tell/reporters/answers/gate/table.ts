import { columns } from '../../../../columns.ts'
import { GATE_VERDICTS } from '../../../../model/gate.ts'
import type { StepNotice } from '../../../../model/notice.ts'
import { pad, wrap } from '../../parts/wrap.ts'
import { hanging, type Page } from '../../report/terminal/page.ts'
import { verdictLine, verdictText } from './verdict-line.ts'

/** Columns that a sentence needs to be read beside others. */
const LEAST = 26
const GAP = 2
/** Of the room for sentences, what the reason takes where there is a way out beside it. */
const REASON = 0.55

/** A row a step: answer, SDK, reason, way out. Where that finds no room beside each other, below each other, by name. */
export const gateTable = (page: Page, rows: readonly StepNotice[]): string[] => {
  const anyWay = rows.some(({ wayOut }) => wayOut !== null)
  const names = rows.map(({ sdk, step }) => `${sdk} ${step}`)
  const [answer, name] = [widest(GATE_VERDICTS), widest(['SDK', ...names])]
  const room = page.width - answer - name - 2 * GAP - (anyWay ? GAP : 0)
  if (room < (anyWay ? 2 * LEAST : LEAST)) return rows.flatMap((row) => stacked(page, row))
  const reason = anyWay ? Math.floor(room * REASON) : room
  const widths = [answer, name, reason, room - reason]
  const head = line(widths, ['answer', 'SDK', 'reason', anyWay ? 'way out' : ''].map(page.c.dim))
  return [
    head,
    ...rows.flatMap((row, at) => {
      const cells = [
        [verdictText(page, row.answer)],
        wrap(names[at] ?? '', name),
        wrap(row.reason, reason, page.code),
        wrap(row.wayOut ?? '', Math.max(LEAST, room - reason), page.code),
      ]
      const height = Math.max(...cells.map(({ length }) => length))
      return Array.from({ length: height }, (_, index) =>
        line(
          widths,
          cells.map((lines) => lines[index] ?? ''),
        ),
      )
    }),
  ]
}

const stacked = (page: Page, { answer, sdk, step, reason, wayOut }: StepNotice): string[] => [
  ...verdictLine(page, answer, `${sdk} ${step}`),
  ...hanging(page, reason, INDENT),
  ...(wayOut === null ? [] : hanging(page, `way out: ${wayOut}`, INDENT)),
]
const INDENT = 9

const line = (widths: readonly number[], cells: readonly string[]): string =>
  cells
    .map((cell, at) => pad(cell, widths[at] ?? 0))
    .join(' '.repeat(GAP))
    .trimEnd()

const widest = (texts: readonly string[]): number => Math.max(...texts.map(columns))
