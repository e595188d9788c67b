import type { Finding, Report } from '../../../model/report.ts'
import { reaches } from '../../../model/severity.ts'
import { ordered } from '../parts/ordered.ts'
import { counts, noDrift, tally, verdict } from '../parts/tally.ts'
import { columns, wrap } from '../parts/wrap.ts'
import type { RenderOptions, Reporter } from './reporter.ts'
import { findingBlock } from './terminal/finding-block.ts'
import { gapSections } from './terminal/gap-sections.ts'
import { lesserTable } from './terminal/lesser-table.ts'
import { aPage, type Page } from './terminal/page.ts'

/**
 * The report for a person at a terminal: findings first, what needs no action in one line each, then what is not known,
 * and at the end what it comes to.
 */
export const terminal = (report: Report, options: RenderOptions): string => {
  const page = aPage(options)
  const findings = ordered(report)
  const full = findings.filter((finding) => inFull(finding, options))
  const lesser = findings.filter((finding) => !inFull(finding, options))
  const sections = [
    ...full.map((finding) => findingBlock(page, report, finding)),
    ...(lesser.length > 0 ? [lesserTable(page, full.length > 0 ? 'Also changed' : 'Changed', lesser)] : []),
    ...gapSections(page, report),
    verdictLines(page, report, options),
  ]
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** The three severities that can stop a service are told in full, and whatever makes this run fail. */
const inFull = (finding: Finding, { failOn, showAccepted = true }: RenderOptions): boolean =>
  finding.accepted
    ? showAccepted && reaches(finding.severity, 'routing')
    : reaches(finding.severity, failOn) || reaches(finding.severity, 'routing')

const verdictLines = (page: Page, report: Report, { failOn, exitCode }: RenderOptions): string[] => {
  const sum = tally(report, { failOn, exitCode })
  const lead = `exit ${sum.exitCode}`
  const paint = { 0: page.c.green, 1: page.c.red, 3: page.c.yellow }[sum.exitCode]
  const words = report.findings.length === 0 && sum.exitCode === 0 ? noDrift(report) : verdict(sum, failOn)
  const indent = lead.length + 2
  const [first = '', ...lines] = packed(page, [words, ...counts(sum)], indent)
  return [`${page.c.bold(paint(lead))}  ${first}`, ...lines.map((line) => ' '.repeat(indent) + line)]
}

/** Facts on as few lines as hold them, each fact whole. */
const packed = (page: Page, facts: readonly string[], indent: number): string[] => {
  const lines: string[] = []
  for (const fact of facts) {
    const told = wrap(fact, page.width - indent - 2, page.code)
    const joined = lines.length > 0 && told.length === 1 ? `${lines.at(-1)} · ${told[0]}` : null
    if (joined !== null && columns(joined) <= page.width - indent - 2) lines.splice(-1, 1, joined)
    else lines.push(...told)
  }
  return lines
}

export const terminalReporter: Reporter = { name: 'terminal', file: null, readBack: false, render: terminal }
