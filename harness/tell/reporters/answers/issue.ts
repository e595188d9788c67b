import { counted } from '../../../model/listed.ts'
import { type Finding, keyOf, type Report } from '../../../model/report.ts'
import { clean, cut } from '../../words/plain.ts'
import { endNames } from '../../words/step-text.ts'
import { bareTitle } from '../parts/ordered.ts'
import { findingLines, text } from '../report/summary.ts'

/** What GitHub takes in an issue's title and body. */
const MOST_TITLE = 250
const MOST_BODY = 60_000
/** Steps that an issue names: the newest ones. */
const MOST_STEPS = 100

export type Issue = { readonly title: string; readonly body: string }

/**
 * One change as an issue, told as its newest step shows it. The same findings give the same text, so that an update that
 * changes nothing can be left out.
 * @param same findings with one key, oldest step first
 * @param old the body of the issue that there is, or null: the steps that it names are kept
 */
export const issueOf = (report: Report, same: readonly Finding[], old: string | null): Issue => {
  const newest = same.at(-1)
  if (!newest) throw new Error('An issue is about a finding.')
  const { known: _, ...finding } = newest
  const { id, sdk, severity, scenarios } = finding
  const lines = findingLines(report, finding).map((line) => `- ${quiet(text(line))}`)
  const head = `**${severity}**: ${quiet(text(finding.title))}`
  const steps = [...new Set([...stepsIn(old ?? ''), ...same.map(stepOf)])].slice(-MOST_STEPS)
  const where = `\`${sdk}\`, seen in ${counted(scenarios.length, 'scenario')} at ${steps.map((step) => `\`${step}\``).join(', ')}`
  const way = `When it was looked into: \`npx sdkdrift accept ${id} --reason "…" --issue ADDRESS_OF_THIS_ISSUE\``
  const body = [head, where, withinRoom(lines).join('\n'), way, markOf(keyOf(finding))].join('\n\n')
  return { title: cut(clean(`${sdk} ${bareTitle(finding.title)}`.replaceAll('`', '')), MOST_TITLE), body: `${body}\n` }
}

const stepOf = (finding: Finding): string => {
  const { from, to } = endNames(finding)
  return `${from} → ${to}`
}

/** The steps that an issue names already. Whoever may edit it may write anything there: only what looks like versions is taken. */
const stepsIn = (body: string): readonly string[] => {
  const line = body.split(/\r?\n/).find((one) => /^`[^`]+`, seen in \d+ scenarios? at `/.test(one)) ?? ''
  return [...line.matchAll(/`((?:[\w.+!-]+|[a-z]+ [\d.]+) → (?:[\w.+!-]+|[a-z]+ [\d.]+))`/g)].map(
    ([, step]) => step ?? '',
  )
}

/** By this an issue is found again, whatever its title became. */
export const markOf = (key: string): string => `<!-- sdkdrift ${key} -->`

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
