import type { Finding } from '../../model/report.ts'
import { briefFinding } from '../parts/change-brief.ts'
import { counted, listed } from '../parts/scenario-names.ts'
import { columns, oneLine, pad } from '../parts/wrap.ts'
import { hanging, heading, INDENT, type Page, severityText } from './page.ts'

const COUNT = 'scenarios'
/** Rows beyond which the rest is only counted. */
const MOST = 20

/** Findings that need no more than a line each, under a title. */
export const lesserTable = (page: Page, title: string, findings: readonly Finding[]): string[] => {
  const shown = page.verbose || findings.length <= MOST ? findings : findings.slice(0, MOST)
  const rows = shown.map((finding) => ({
    finding,
    left: [finding.severity, finding.sdk, `${finding.from} → ${finding.to}`],
    count: String(finding.scenarios.length),
    mark: finding.accepted ? ' accepted' : '',
  }))
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => columns(row.left[at] ?? ''))))
  const taken = INDENT + widths.reduce((sum, width) => sum + width + 2, 0)
  const tail = 2 + COUNT.length
  const room = page.width - taken - tail
  const lines = rows.flatMap(({ finding, left, count, mark }) => {
    const cells = left.map((cell, at) => {
      const padded = pad(cell, widths[at] ?? 0)
      return at === 0 ? severityText(page, finding.severity, padded) : padded
    })
    const indent = ' '.repeat(INDENT)
    const said = page.verbose ? finding.title : briefFinding(finding)
    if (page.verbose || room < 20) return [...alone(page, indent, cells), ...hanging(page, said + mark, INDENT + 2)]
    const text = oneLine(said, room - mark.length, page.code)
    return [`${indent}${cells.join('  ')}  ${pad(text + page.c.green(mark), room)}  ${count.padStart(COUNT.length)}`]
  })
  const head = heading(page, title)
  const plain = page.verbose || room < 20
  return [
    plain ? head : pad(head, page.width - COUNT.length) + page.c.dim(COUNT),
    ...lines,
    ...more(page, findings.slice(shown.length)),
  ]
}

const more = (page: Page, rest: readonly Finding[]): string[] => {
  if (rest.length === 0) return []
  const kinds = [...new Set(rest.map((finding) => finding.severity))]
  const parts = kinds.map((kind) => `${rest.filter((finding) => finding.severity === kind).length} ${kind}`)
  return hanging(page, `and ${counted(rest.length, 'more', 'more')} (${listed(parts)}), all in the report file`, INDENT)
}

/** The cells in one line, or the first on a line of its own. */
const alone = (page: Page, indent: string, cells: readonly string[]): string[] => {
  const line = indent + cells.join('  ').trimEnd()
  const [first = '', ...rest] = cells.map((cell) => cell.trimEnd())
  return columns(line) <= page.width ? [line] : [indent + first, `${indent}${rest.join(' ')}`]
}
