import { columns } from '../../../../columns.ts'
import { atMost, counted, listed } from '../../../../model/listed.ts'
import type { Finding, Report } from '../../../../model/report.ts'
import { acceptedText } from '../../../words/accepted-text.ts'
import { lineWords } from '../../../words/line-words.ts'
import { clean } from '../../../words/plain.ts'
import { severityChanges } from '../../../words/severity-text.ts'
import { endNames, runtimesText, stepText } from '../../../words/step-text.ts'
import { type AnswerGroup, answerGroups, rowWords, type UnchangedGroup } from '../../parts/answer-groups.ts'
import { companions, companionText, driftsOf, knownText, standing } from '../../parts/ordered.ts'
import { passedBefore } from '../../parts/passed-before.ts'
import { scenarioNames } from '../../parts/scenario-names.ts'
import { alike, newestMeasured, noWayOut, type WayOut, waysOut } from '../../parts/way-out.ts'
import { pad, wrap } from '../../parts/wrap.ts'
import { hanging, INDENT, labelled, type Page, roomOf, severityText, table } from './page.ts'

/** Everything a reader needs about one finding, as lines. */
export const findingBlock = (page: Page, report: Report, finding: Finding): string[] => [
  ...findingLines(page, report, finding),
  ...companionLines(page, finding),
]

/**
 * The same but for what came with its step.
 * @param noWay said of a breaking one that has no way out
 */
export const findingLines = (page: Page, report: Report, finding: Finding, noWay = noWayOut(finding)): string[] => {
  const drifts = driftsOf(report, finding)
  const { changed, unchanged } = answerGroups(drifts)
  const ways = waysOut(finding, newestMeasured(report, finding))
  const room = roomOf(page)
  return [
    ...titleLines(page, finding),
    ...lineLines(page, finding),
    ...labelled(page, 'now says', answersLines(page, changed, room)),
    ...labelled(page, 'before', passedLines(page, passedBefore(finding, drifts), room)),
    ...labelled(page, 'as before', unchangedLines(page, unchanged, room)),
    ...runtimeLines(page, finding),
    ...steppedOver(page, drifts, finding),
    ...labelled(page, 'way out', wayLines(page, ways, room)),
    ...(finding.severity === 'breaking' && ways.length === 0
      ? labelled(page, 'way out', wrap(noWay, room, page.code))
      : []),
    ...knownLines(page, finding),
    ...acceptedLines(page, finding),
    ...severityLines(page, drifts, finding),
  ]
}

const titleLines = (page: Page, finding: Finding): string[] => {
  const why = standing(finding)
  const tags =
    severityText(page, finding.severity) + (why ? (why === 'known' ? page.c.yellow : page.c.green)(` · ${why}`) : '')
  const step = `${page.c.bold(finding.sdk)} ${stepText(finding)}`
  const head = `${tags}  ${step}`
  const gap = page.width - columns(head) - finding.id.length
  const first =
    gap >= 2
      ? [pad(head, page.width - finding.id.length) + page.c.dim(finding.id)]
      : gap + finding.id.length >= 0
        ? [head]
        : [tags, step]
  return [...first, ...hanging(page, finding.title, INDENT)]
}

/** Groups of scenarios beyond which the rest is only counted. */
const MOST_GROUPS = 5

const answersLines = (page: Page, groups: readonly AnswerGroup[], room: number): string[] => {
  const shown = page.verbose || groups.length <= MOST_GROUPS + 1 ? groups : groups.slice(0, MOST_GROUPS)
  const rest = groups.slice(shown.length).flatMap((group) => group.scenarios)
  return [
    ...shown.flatMap((group) => answerLines(page, group, room)),
    ...(rest.length > 0 ? [page.c.dim(`and in other words in ${counted(rest.length, 'more scenario')}`)] : []),
  ]
}

const answerLines = (page: Page, group: AnswerGroup, room: number): string[] => {
  const names = scenarioNames(group.scenarios)
  const rows = group.rows.map((row) => ({
    cells: [
      { lines: row.gateways },
      { lines: row.gateways.map(() => clean(row.answers)), paint: answerPaint(page, row.answers) },
    ],
    last: rowWords(row),
  }))
  return [
    ...wrap(page.verbose ? names.join(', ') : atMost(names, 6), room, page.code),
    ...table(page, rows, room - 2).map((line) => `  ${line}`),
  ]
}

const answerPaint = ({ c }: Page, answers: string): ((text: string) => string) =>
  answers.endsWith('→ 200') ? c.green : c.red

/** What passed where it is refused now. */
const passedLines = (page: Page, passed: readonly string[], room: number): string[] => {
  const shown = page.verbose ? passed : passed.slice(0, MOST_PASSED)
  const rest = passed.length - shown.length
  return [
    ...shown.flatMap((text) => wrap(text, room, page.code)),
    ...(rest > 0 ? [page.c.dim(`and with ${counted(rest, 'other set')} of credentials`)] : []),
  ]
}
const MOST_PASSED = 2

/** Requests that changed while the answer did not: told briefly. */
const unchangedLines = (page: Page, groups: readonly UnchangedGroup[], room: number): string[] => {
  if (groups.length === 0) return []
  const shown = page.verbose || groups.length <= 2 ? groups : groups.slice(0, 2)
  const rest = groups.slice(shown.length).flatMap((group) => group.scenarios)
  return [
    ...shown.flatMap((group) => {
      const names = scenarioNames(group.scenarios)
      const text = `${page.verbose ? names.join(', ') : atMost(names, 3)} behind ${listed(group.gateways)}`
      return wrap(text, room - 2, page.code).map((line, index) => (index === 0 ? line : `  ${line}`))
    }),
    ...(rest.length > 0 ? [`and in ${counted(new Set(rest).size, 'more scenario')}`] : []),
  ]
}

const wayLines = (page: Page, ways: readonly WayOut[], room: number): string[] => {
  const shown = page.verbose || ways.length <= 3 ? ways : ways.slice(0, 3)
  return [
    ...alike(shown).flatMap(({ spellings, advice, beforeUpgrade }) => [
      ...spellings.flatMap((spelling, index) => wrap(index > 0 ? `or ${spelling}` : spelling, room, page.code)),
      ...wrap(advice, room - 2).map((line) => `  ${beforeUpgrade ? page.c.green(line) : line}`),
    ]),
    ...(ways.length > shown.length ? [page.c.dim(`${ways.length - shown.length} more in the report file`)] : []),
  ]
}

const lineLines = (page: Page, finding: Finding): string[] => {
  const words = lineWords(finding)
  return words ? labelled(page, 'line', wrap(words, roomOf(page), page.code)) : []
}

const runtimeLines = (page: Page, { on }: Finding): string[] => {
  const text = runtimesText(on)
  return text ? labelled(page, 'runtimes', wrap(text, roomOf(page), page.code)) : []
}

const steppedOver = (page: Page, drifts: Report['drifts'], finding: Finding): string[] => {
  const { from, to } = endNames(finding)
  const over = [...new Set(drifts.flatMap((drift) => drift.steppedOver))]
  if (over.length === 0) return []
  const text = `${listed(over)} could not be measured, so ${to} is compared with ${from}`
  return labelled(page, 'between', wrap(text, roomOf(page), page.code))
}

const knownLines = (page: Page, finding: Finding): string[] => {
  const known = knownText(finding)
  return known ? labelled(page, 'known', wrap(known, roomOf(page), page.code)) : []
}

const severityLines = (page: Page, drifts: Report['drifts'], { changes }: Finding): string[] =>
  severityChanges([...changes, ...drifts.flatMap((drift) => drift.changes)]).flatMap((text, index) =>
    labelled(page, index === 0 ? 'severity' : '', wrap(text, roomOf(page), page.code)),
  )

const acceptedLines = (page: Page, { accepted }: Finding): string[] => {
  if (!accepted) return []
  return [
    ...labelled(page, 'accepted', wrap(acceptedText(accepted), roomOf(page), page.code)),
    ...(accepted.issue ? addressLines(page, clean(accepted.issue)) : []),
  ]
}

/** An address is broken only where no line could hold it: a broken one cannot be followed. */
const addressLines = (page: Page, address: string): string[] => {
  const beside = columns(address) <= roomOf(page)
  return beside ? labelled(page, '', [page.c.dim(address)]) : hanging(page, address, INDENT)
}

/** Dependencies that came with the step of a finding. */
export const companionLines = (page: Page, finding: Finding): string[] => {
  const all = companions(finding).map(companionText)
  const text = page.verbose ? all.join(', ') : atMost(all, 5)
  return all.length > 0 ? labelled(page, 'came with', wrap(`other dependencies: ${text}`, roomOf(page), page.code)) : []
}
