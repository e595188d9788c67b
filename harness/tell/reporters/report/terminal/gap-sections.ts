import type { Report } from '../../../../model/report.ts'
import { clean } from '../../../words/plain.ts'
import { type GapLine, leftOut, notLookedAt, unmeasured, unsupported } from '../../parts/gaps.ts'
import { hanging, heading, INDENT, type Page, table } from './page.ts'

/**
 * What the run does not know. What it was told to leave out, and what an SDK has no words for, is listed where all is asked for.
 * One list of lines a section; none when empty.
 */
export const gapSections = (page: Page, report: Report): string[][] => {
  const out = leftOut(report).map(({ sdk, why, versions }) => ({
    what: sdk,
    why: `${versions.join(', ')}: ${why}`,
  }))
  const noise = (report.noise ?? []).map((one) => ({
    what: `${one.sdk} ${one.version}${one.on ? ` on ${one.on}` : ''}`,
    why: `\`${one.field}\` in ${one.scenario} behind ${one.gateway}: \`${one.values[0]}\`, then \`${one.values[1]}\``,
  }))
  return [
    section(page, 'Could not be measured', unmeasured(report)),
    page.verbose ? section(page, 'Not supported by the SDK', unsupported(report, true)) : [],
    section(page, 'Versions not looked at', notLookedAt(report, page.verbose ? Number.POSITIVE_INFINITY : 5)),
    page.verbose ? section(page, 'Left out', out) : [],
    section(page, 'Not stable between two runs of one version', noise),
    report.notes.length === 0
      ? []
      : [heading(page, 'Notes'), ...report.notes.flatMap((note) => hanging(page, note, INDENT))],
  ].filter((lines) => lines.length > 0)
}

const section = (page: Page, title: string, gaps: readonly GapLine[]): string[] => {
  if (gaps.length === 0) return []
  const most = page.verbose || gaps.length <= 12 ? gaps.length : 10
  const rows = gaps.slice(0, most).map(({ what, why }) => ({ cells: [{ lines: [clean(what)] }], last: why }))
  return [
    heading(page, title),
    ...table(page, rows, page.width - INDENT).map((line) => ' '.repeat(INDENT) + line),
    ...(gaps.length > most ? [`${' '.repeat(INDENT)}and ${gaps.length - most} more in the report file`] : []),
  ]
}
