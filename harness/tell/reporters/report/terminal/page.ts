import picocolors from 'picocolors'
import { columns } from '../../../../columns.ts'
import type { Severity } from '../../../../model/severity.ts'
import { type PaintCode, pad, wrap } from '../../parts/wrap.ts'
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

/** Lines beneath each other in one column of a table. */
export type Cell = { readonly lines: readonly string[]; readonly paint?: (text: string) => string }

/**
 * Rows with aligned columns; after the cells a sentence that may hold code, wrapped into what is left. Where that is
 * less than `least` columns it stands below, and where even the cells find no room they stand below each other.
 */
export const table = (
  page: Page,
  rows: readonly { readonly cells: readonly Cell[]; readonly last: string }[],
  room: number,
  least = 30,
): string[] => {
  const widths = (rows[0]?.cells ?? []).map((_, at) =>
    Math.max(...rows.flatMap((row) => (row.cells[at]?.lines ?? []).map(columns))),
  )
  const taken = widths.reduce((sum, width) => sum + width + 2, 0)
  const beside = room - taken >= least
  return rows.flatMap(({ cells, last }) => {
    const text = last === '' ? [] : wrap(last, beside ? room - taken : room - 2, page.code)
    const below = text.map((line) => `  ${line}`)
    if (taken - 2 > room) return [...stacked(cells, room), ...below]
    const height = Math.max(...cells.map((cell) => cell.lines.length), beside ? text.length : 0)
    const lines = Array.from({ length: height }, (_, line) => {
      const left = cells.map(({ lines: all, paint = same }, at) => {
        const shown = all[line] ?? ''
        return (shown && paint(shown)) + ' '.repeat((widths[at] ?? 0) + 2 - columns(shown))
      })
      return (left.join('') + (beside ? (text[line] ?? '') : '')).trimEnd()
    })
    return beside ? lines : [...lines, ...below]
  })
}

const same = (text: string): string => text
const stacked = (cells: readonly Cell[], room: number): string[] =>
  cells.flatMap(({ lines, paint = same }, at) => {
    const indent = at === 0 ? '' : '  '
    return wrap([...new Set(lines)].join(', '), room - indent.length).map((line) => indent + paint(line))
  })
