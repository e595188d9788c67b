import { columns } from '../../../../columns.ts'
import { counted, listed } from '../../../../model/listed.ts'
import type { Finding } from '../../../../model/report.ts'
import { reaches } from '../../../../model/severity.ts'
import { briefFinding } from '../../../words/change-brief.ts'
import { sentence } from '../../../words/change-sentence.ts'
import { endNames, runtimesIn, stepText } from '../../../words/step-text.ts'
import { standing } from '../../parts/ordered.ts'
import { scenarioNames } from '../../parts/scenario-names.ts'
import { oneLine, pad } from '../../parts/wrap.ts'
import { hanging, heading, INDENT, type Page, severityText } from './page.ts'

/** Rows beyond which the rest is only counted. */
const MOST = 20
/** Columns below which a change is told on lines of its own. */
const LEAST_ROOM = 24

type Row = Pick<Finding, 'severity'> & {
  readonly step: string
  readonly text: string
  readonly mark: string
  readonly scenarios: ReadonlySet<string>
}

/** Findings that need no more than a line each, under a title, step by step. */
export const lesserTable = (page: Page, title: string, findings: readonly Finding[]): string[] => {
  const shown = page.verbose || findings.length <= MOST ? findings : findings.slice(0, MOST)
  const rows = rowsOf(page, shown)
  const widths = { severity: widest(rows.map(({ severity }) => severity)), count: widest(rows.map(scenarios)) }
  return [
    heading(page, title),
    ...[...Map.groupBy(rows, ({ step }) => step)].flatMap(([step, all]) => [
      ' '.repeat(INDENT) + step,
      ...all.flatMap((row) => lines(page, row, widths)),
    ]),
    ...more(page, findings.slice(shown.length)),
  ]
}

/** Findings that read the same in so few words share a row. */
const rowsOf = (page: Page, findings: readonly Finding[]): Row[] => {
  const rows = new Map<string, Row>()
  for (const finding of findings) {
    const step = `${page.c.bold(finding.sdk)} ${stepText(finding)}${aloneOn(finding)}`
    const text = page.verbose ? whole(finding) : briefFinding(finding)
    const why = standing(finding)
    const marks = [why, finding.changes.some(({ overridden }) => overridden) ? 'severity by matrix.json' : null]
    const mark = marks.flatMap((one) => (one ? [` · ${one}`] : [])).join('')
    const key = JSON.stringify([step, finding.severity, text, mark])
    const all = new Set([...(rows.get(key)?.scenarios ?? []), ...finding.scenarios])
    rows.set(key, { step, text, mark, severity: finding.severity, scenarios: all })
  }
  return [...rows.values()]
}

/** A step that shows it on some of its runtimes is told apart from one that shows it on all. */
const aloneOn = ({ on }: Finding): string =>
  on?.kind === 'within' && on.notOn.length > 0 ? `, not on ${runtimesIn(on.notOn)}` : ''

/** The title, what an error now says, and where; of what touches no behaviour the number of scenarios is enough. */
const whole = (finding: Finding): string => {
  const { title, changes, severity, scenarios: all } = finding
  const { from, to } = endNames(finding)
  const words = changes.filter(({ kind }) => kind === 'error').map((change) => sentence(change, from, to))
  const told = [title, ...words].join('; ')
  return reaches(severity, 'behaviour') ? `${told} · in ${scenarioNames(all.toSorted()).join(', ')}` : told
}

const lines = (page: Page, row: Row, widths: { severity: number; count: number }): string[] => {
  const indent = ' '.repeat(INDENT * 2)
  const severity = severityText(page, row.severity, pad(row.severity, widths.severity))
  const taken = indent.length + widths.severity + 2
  const room = page.width - taken - widths.count - 2
  const tail = page.verbose ? '' : ` (${scenarios(row)})`
  if (room < LEAST_ROOM)
    return [`${indent}${severity.trimEnd()}`, ...hanging(page, row.text + row.mark + tail, INDENT * 3)]
  if (page.verbose)
    return hanging(page, row.text + row.mark, taken).map((line, at) =>
      at === 0 ? `${indent}${severity}  ${line.trimStart()}` : line,
    )
  const text = oneLine(row.text, room - row.mark.length, page.code)
  return [
    `${indent}${severity}  ${pad(text + page.c.green(row.mark), room)}  ${page.c.dim(scenarios(row).padStart(widths.count))}`,
  ]
}

const scenarios = (row: Row): string => counted(row.scenarios.size, 'scenario')
const widest = (texts: readonly string[]): number => Math.max(...texts.map(columns))

const more = (page: Page, rest: readonly Finding[]): string[] => {
  if (rest.length === 0) return []
  const kinds = [...new Set(rest.map((finding) => finding.severity))]
  const parts = kinds.map((kind) => `${rest.filter((finding) => finding.severity === kind).length} ${kind}`)
  return hanging(page, `and ${counted(rest.length, 'more', 'more')} (${listed(parts)}), all in the report file`, INDENT)
}
