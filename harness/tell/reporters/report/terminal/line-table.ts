import { columns } from '../../../../columns.ts'
import type { Finding } from '../../../../model/report.ts'
import { briefFinding } from '../../../words/change-brief.ts'
import { runtimesText, stepText } from '../../../words/step-text.ts'
import { oneLine, pad } from '../../parts/wrap.ts'
import { hanging, heading, INDENT, type Page, severityText } from './page.ts'

/** Columns below which a change stands on a line of its own. */
const LEAST_ROOM = 24

/** Findings in a line each, at most so many: how grave, where, and what in few words. */
export const lineTable = (page: Page, title: string, findings: readonly Finding[], most: number): string[] => {
  const rows = findings.slice(0, most).map((finding) => ({
    finding,
    step: `${finding.sdk} ${stepText(finding)}`,
    text: briefFinding(finding) + (runtimesText(finding.on) ? ', not everywhere' : ''),
  }))
  const widths = {
    severity: widest(findings.map(({ severity }) => severity)),
    step: widest(rows.map(({ step }) => step)),
  }
  const taken = INDENT + widths.severity + 2 + widths.step + 2
  return [
    heading(page, title),
    ...rows.flatMap(({ finding: { severity }, step, text }) => {
      const lead = `${' '.repeat(INDENT)}${severityText(page, severity, pad(severity, widths.severity))}  `
      return page.width - taken < LEAST_ROOM
        ? [...hanging(page, `${severity} ${step}`, INDENT), ...hanging(page, text, INDENT * 2)]
        : [`${lead}${pad(step, widths.step)}  ${oneLine(text, page.width - taken, page.code)}`]
    }),
    ...(findings.length > most ? [`${' '.repeat(INDENT)}and ${findings.length - most} more`] : []),
  ]
}

const widest = (texts: readonly string[]): number => Math.max(...texts.map(columns))
