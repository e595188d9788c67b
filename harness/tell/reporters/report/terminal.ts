import { columns } from '../../../columns.ts'
import type { Finding, Report } from '../../../model/report.ts'
import { reaches } from '../../../model/severity.ts'
import { ordered } from '../parts/ordered.ts'
import { counts, noDrift, tally, verdict } from '../parts/tally.ts'
import { wrap } from '../parts/wrap.ts'
import type { RenderOptions, Reporter } from './reporter.ts'
import { findingBlock } from './terminal/finding-block.ts'
import { gapSections } from './terminal/gap-sections.ts'
import { lesserTable } from './terminal/lesser-table.ts'
import { lineTable } from './terminal/line-table.ts'
import { aPage, type Page } from './terminal/page.ts'
import { restLines } from './terminal/rest-lines.ts'

/** Findings that make the run fail and are told in full; of a first run over a long history the rest gets a line each. */
const MOST_IN_FULL = 20
/** Grave findings below the bar that are told in full, if they are no more than that. */
const FEW = 5
/** Lines of a table of findings beyond which the rest is counted. */
const MOST_LINES = { failing: 50, below: 10 }
/** Lines beyond which the verdict, said first, is said again: a log is read from its end. */
const A_SCREEN = 60

/**
 * The report for a person at a terminal: what it comes to, then what is new in full, what is accepted in a line each, what
 * could not be measured, and of the rest how much there is. With `verbose` nothing is left out.
 */
export const terminal = (report: Report, options: RenderOptions): string => {
  const page = aPage(options)
  const open = ordered(report).filter(({ accepted }) => accepted === null)
  const accepted = ordered(report).filter((finding) => finding.accepted !== null)
  const grave = open.filter((finding) => inFull(finding, options))
  const { full, failing, below } = told(page, grave, options)
  const lesser = open.filter((finding) => !grave.includes(finding))
  const alone = grave.length + accepted.length === 0
  const verdict = verdictLines(page, report, options)
  const sections = [
    verdict,
    ...full.map((finding) => findingBlock(page, report, finding)),
    ...lineSection(page, 'Not accepted either', failing, MOST_LINES.failing),
    ...lineSection(page, `New, below \`${options.failOn}\``, below, MOST_LINES.below),
    ...acceptedSections(page, report, accepted),
    ...gapSections(page, report),
    ...(lesser.length > 0 && (page.verbose || alone)
      ? [lesserTable(page, alone ? 'Changed' : 'Also changed', lesser)]
      : []),
    restLines(page, report, alone ? [] : lesser),
  ].filter((lines) => lines.length > 0)
  const again = sections.flat().length > A_SCREEN ? [verdict.slice(0, 1)] : []
  return `${[...sections, ...again].map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** The three severities that can stop a service, and whatever makes this run fail. */
const inFull = (finding: Finding, { failOn }: RenderOptions): boolean =>
  reaches(finding.severity, failOn) || reaches(finding.severity, 'routing')

/** Which of the grave ones are told in full; and the others, in a line each. */
const told = (page: Page, grave: readonly Finding[], { failOn }: RenderOptions) => {
  const failing = grave.filter(({ severity }) => reaches(severity, failOn))
  const most = page.verbose ? grave : [...failing.slice(0, MOST_IN_FULL), ...(grave.length <= FEW ? grave : [])]
  const full = grave.filter((finding) => most.includes(finding))
  const rest = grave.filter((finding) => !full.includes(finding))
  return {
    full,
    failing: rest.filter((finding) => failing.includes(finding)),
    below: rest.filter((finding) => !failing.includes(finding)),
  }
}

const lineSection = (page: Page, title: string, findings: readonly Finding[], most: number): string[][] =>
  findings.length > 0 ? [lineTable(page, title, findings, most)] : []

/** Somebody has read these: a line each, unless all is asked for. */
const acceptedSections = (page: Page, report: Report, findings: readonly Finding[]): string[][] => {
  if (!page.verbose) return lineSection(page, 'Accepted', findings, Number.POSITIVE_INFINITY)
  const grave = findings.filter(({ severity }) => reaches(severity, 'routing'))
  const rest = findings.filter((finding) => !grave.includes(finding))
  return [
    ...grave.map((finding) => findingBlock(page, report, finding)),
    ...(rest.length > 0 ? [lesserTable(page, 'Accepted', rest)] : []),
  ]
}

const verdictLines = (page: Page, report: Report, { failOn, exitCode }: RenderOptions): string[] => {
  const sum = tally(report, { failOn, exitCode })
  const lead = `exit ${sum.exitCode}`
  const paint = { 0: page.c.green, 1: page.c.red, 3: page.c.yellow, 4: page.c.yellow }[sum.exitCode]
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
