import { counted } from '../../../model/listed.ts'
import type { Finding, Report } from '../../../model/report.ts'
import { clean, cut } from '../../words/plain.ts'
import { bareTitle } from '../parts/ordered.ts'
import { findingLines, text } from '../report/summary.ts'

/** What GitHub takes in an issue's title and body. */
const MOST_TITLE = 250
const MOST_BODY = 60_000

export type Issue = { readonly title: string; readonly body: string }

/** One finding as an issue: the same finding gives the same text, so that an update that changes nothing can be left out. */
export const issueOf = (report: Report, finding: Finding): Issue => {
  const { id, sdk, from, to, severity, scenarios } = finding
  const lines = findingLines(report, finding).map((line) => `- ${quiet(text(line))}`)
  const head = `**${severity}**: ${quiet(text(finding.title))}`
  const step = `\`${sdk}\` ${from} → ${to}, seen in ${counted(scenarios.length, 'scenario')}.`
  const way = `When it was looked into: \`npx sdkdrift accept ${id} --reason "…" --issue ADDRESS_OF_THIS_ISSUE\``
  const body = [head, step, withinRoom(lines).join('\n'), way, markOf(id)].join('\n\n')
  return { title: cut(clean(`${sdk} ${bareTitle(finding.title)}`.replaceAll('`', '')), MOST_TITLE), body: `${body}\n` }
}

/** By this an issue is found again, whatever its title became. */
export const markOf = (id: string): string => `<!-- sdkdrift ${id} -->`

/** Nobody is called by what an SDK or a gateway said: a mention needs its name right behind the sign. */
const quiet = (markdown: string): string => markdown.replaceAll(/@(?=\w)/g, '@\u200B')

const withinRoom = (lines: readonly string[]): readonly string[] => {
  let room = MOST_BODY
  const kept = lines.filter((line) => {
    room -= line.length + 1
    return room > 0
  })
  return kept.length < lines.length ? [...kept, `- and ${lines.length - kept.length} more, in the report`] : kept
}
