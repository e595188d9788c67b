import { atMost, listed } from '../../../model/listed.ts'
import type { Finding, Report } from '../../../model/report.ts'
import { reaches } from '../../../model/severity.ts'
import { acceptedText } from '../../words/accepted-text.ts'
import { sentence } from '../../words/change-sentence.ts'
import { lineWords } from '../../words/line-words.ts'
import { clean } from '../../words/plain.ts'
import { severityChanges } from '../../words/severity-text.ts'
import { endNames, runtimesText, stepText } from '../../words/step-text.ts'
import { answerGroups, rowWords } from '../parts/answer-groups.ts'
import { leftOut, notLookedAt, unmeasured, unsupported } from '../parts/gaps.ts'
import { bareTitle, companions, companionText, driftsOf, knownText, ordered } from '../parts/ordered.ts'
import { passedBefore } from '../parts/passed-before.ts'
import { scenarioNames } from '../parts/scenario-names.ts'
import { counts, noDrift, tally, verdict } from '../parts/tally.ts'
import { newestMeasured, waysOut } from '../parts/way-out.ts'
import type { RenderOptions, Reporter } from './reporter.ts'

/** A step summary may hold 1 MiB; details stop being added before that. */
const MOST_CHARACTERS = 400_000

/** Markdown for a pull request or a CI job's summary page: the findings as a table, each with its details below. */
export const summary = (report: Report, { failOn, exitCode }: RenderOptions): string => {
  const sum = tally(report, { failOn, exitCode })
  const findings = ordered(report)
  const words = findings.length === 0 && sum.exitCode === 0 ? noDrift(report) : verdict(sum, failOn)
  const head = ['## sdkdrift', `**exit ${sum.exitCode}**: ${[text(words), ...counts(sum)].join(' · ')}`]
  const details: string[] = []
  const weighty = findings.filter((one) => reaches(one.severity, 'routing') || sum.failing.includes(one))
  for (const finding of weighty) {
    const next = detail(report, finding)
    if (details.join('').length + next.length > MOST_CHARACTERS) {
      details.push(`Details of ${weighty.length - details.length} more findings are in the report file.`)
      break
    }
    details.push(next)
  }
  return `${[...head, ...(findings.length > 0 ? [findingTable(report, findings)] : []), ...details, ...gaps(report)].join('\n\n')}\n`
}

const findingTable = (report: Report, findings: readonly Finding[]): string => {
  const rows = findings.slice(0, 200).map((finding) => {
    const { changed } = answerGroups(driftsOf(report, finding))
    const answers = [...new Set(changed.flatMap((group) => group.rows.map((row) => row.answers)))]
    const [way] = waysOut(finding, newestMeasured(report, finding))
    const told = [
      `${finding.sdk} ${stepText(finding)}`,
      bareTitle(finding.title),
      String(finding.scenarios.length),
      answers.join('; ') || 'as before',
      way?.spelling ?? '',
    ].map(cell)
    const known = knownText(finding)
    const why = finding.accepted ? 'accepted' : known ? `known ${text(known)}` : null
    return [why ? `${finding.severity}, ${why}` : `**${finding.severity}**`, ...told]
  })
  const titles = ['severity', 'step', 'what changed', 'scenarios', 'now answered', 'way out']
  return [titles, titles.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

/** All there is to say of one finding, a sentence a line; code stands in backticks. */
export const findingLines = (report: Report, finding: Finding): readonly string[] => {
  const { changed, unchanged } = answerGroups(driftsOf(report, finding))
  const known = knownText(finding)
  const { from, to } = endNames(finding)
  const [line, runtimes] = [lineWords(finding), runtimesText(finding.on)]
  const beside = companions(finding).map(companionText)
  return [
    ...(line ? [`release line: ${line}`] : []),
    ...finding.changes.map((change) => sentence(change, from, to)),
    ...(runtimes ? [runtimes] : []),
    ...changed.flatMap(({ scenarios, rows }) =>
      rows.map((row) =>
        `${atMost(scenarioNames(scenarios), 6)} behind ${listed(row.gateways)}: ${row.answers} ${rowWords(row)}`.trimEnd(),
      ),
    ),
    ...passedBefore(finding, driftsOf(report, finding)),
    ...unchanged.map(
      (group) => `answered as before: ${atMost(scenarioNames(group.scenarios), 6)} behind ${listed(group.gateways)}`,
    ),
    ...waysOut(finding, newestMeasured(report, finding)).map((way) => `way out: ${way.spelling} (${way.advice})`),
    ...(beside.length > 0 ? [`came with other dependencies: ${beside.join(', ')}`] : []),
    ...(known ? [`known ${known}`] : []),
    ...severityChanges([...finding.changes, ...driftsOf(report, finding).flatMap((drift) => drift.changes)]),
    ...(finding.accepted ? [`accepted: ${acceptedText(finding.accepted)} ${finding.accepted.issue ?? ''}`] : []),
  ]
}

const detail = (report: Report, finding: Finding): string => {
  const lines = findingLines(report, finding)
  const name = `${finding.severity}: ${finding.sdk} ${stepText(finding)}: ${finding.title}`
  return `<details><summary>${html(clean(name)).replaceAll(/`([^`]*)`/gu, '<code>$1</code>')}</summary>\n\n${lines.map((line) => `- ${text(line)}`).join('\n')}\n\n\`${finding.id}\`\n\n</details>`
}

const gaps = (report: Report): string[] => {
  const lists = [
    { title: 'Could not be measured', lines: unmeasured(report).map(({ what, why }) => `${what}: ${why}`) },
    { title: 'Not supported by the SDK', lines: unsupported(report).map(({ what, why }) => `${what}: ${why}`) },
    {
      title: 'Versions not looked at',
      lines: notLookedAt(report, 5).map(({ what, why }) => `${what}: ${why}`),
    },
    { title: 'Left out', lines: leftOut(report).map((one) => `${one.sdk} ${atMost(one.versions, 5)}: ${one.why}`) },
    { title: 'Notes', lines: report.notes },
  ]
  return lists
    .filter(({ lines }) => lines.length > 0)
    .map(
      ({ title, lines }) =>
        `### ${title}\n\n${lines
          .slice(0, 50)
          .map((line) => `- ${text(line)}`)
          .join('\n')}`,
    )
}

/** A line as Markdown: code stays code; everything else is shown as the characters it has. */
export const text = (line: string): string => {
  const parts = clean(line).split('`')
  if (parts.length % 2 === 0) return markdown(clean(line).replaceAll('`', "'"))
  return parts.map((part, index) => (index % 2 === 1 ? `\`${part}\`` : markdown(part))).join('')
}
const markdown = (plain: string): string =>
  html(plain).replaceAll(/(?<!\w)([*_])|([*_])(?!\w)|([[\]\\~])/gu, '\\$1$2$3')
const html = (plain: string): string => plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const cell = (line: string): string => text(line).replaceAll('|', '\\|')

export const summaryReporter: Reporter = { name: 'summary', file: 'summary.md', readBack: false, render: summary }
