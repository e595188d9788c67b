import picocolors from 'picocolors'
import type { Severity } from '../../model/severity.ts'
import { columns, type PaintCode, pad, wrap } from '../parts/wrap.ts'
import type { RenderOptions } from '../reporter.ts'

type Colours = ReturnType<typeof picocolors.createColors>

/** What a block needs to know of the page it stands on. */
export type Page = { readonly c: Colours; readonly code: PaintCode; readonly width: number; readonly verbose: boolean }

export const aPage = ({ colour = false, width = 100, verbose = false }: Partial<RenderOptions>): Page => {
  const c = picocolors.createColors(colour)
  return { c, code: colour ? c.cyan : null, width: Math.max(40, width), verbose }
}

/** Columns of a label with the gap after it. */
const LABEL = 11
export const INDENT = 2

/** Room that a labelled line's content has. */
export const roomOf = (page: Page): number => page.width - INDENT - LABEL

/** Lines beneath each other with a dim label before the first; each is shorter than `roomOf(page)`. */
export const labelled = (page: Page, label: string, lines: readonly string[]): string[] =>
  lines.map((line, index) =>
    `${' '.repeat(INDENT)}${index === 0 ? page.c.dim(pad(label, LABEL)) : ' '.repeat(LABEL)}${line}`.trimEnd(),
  )

/** A sentence with a hanging indent. */
export const hanging = (page: Page, text: string, indent: number, first = indent): string[] =>
  wrap(text, page.width - indent, page.code).map((line, index) => ' '.repeat(index === 0 ? first : indent) + line)

export const heading = (page: Page, text: string): string => page.c.bold(text)

/** The severity in its colour. */
export const severityText = ({ c }: Page, severity: Severity, text: string = severity): string => {
  switch (severity) {
    case 'breaking':
      return c.bold(c.red(text))
    case 'auth':
      return c.bold(c.magenta(text))
    case 'routing':
      return c.bold(c.yellow(text))
    case 'behaviour':
      return c.yellow(text)
    case 'telemetry':
    case 'cosmetic':
      return c.dim(text)
  }
}

/**
 * Rows with aligned columns, the last one wrapped into what is left; where less than `least` columns are left it
 * begins on a line of its own.
 * @param rows cells; the last is a sentence and may hold code, each other cell a list of lines as they stand
 */
export const table = (
  page: Page,
  rows: readonly { readonly cells: readonly (readonly string[])[]; readonly last: string }[],
  room: number,
  least = 30,
): string[] => {
  const widths = (rows[0]?.cells ?? []).map((_, at) =>
    Math.max(...rows.flatMap((row) => (row.cells[at] ?? []).map(columns))),
  )
  const taken = widths.reduce((sum, width) => sum + width + 2, 0)
  const beside = room - taken >= least
  return rows.flatMap(({ cells, last }) => {
    const text = last === '' ? [] : wrap(last, beside ? room - taken : room - 2, page.code)
    const height = Math.max(...cells.map((cell) => cell.length), beside ? text.length : 0)
    const lines = Array.from({ length: height }, (_, line) => {
      const left = cells.map((cell, at) => pad(cell[line] ?? '', (widths[at] ?? 0) + 2)).join('')
      return (left + (beside ? (text[line] ?? '') : '')).trimEnd()
    })
    return beside ? lines : [...lines, ...text.map((line) => `  ${line}`)]
  })
}
