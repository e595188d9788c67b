import { counted } from '../../../model/listed.ts'
import type { Notice, Notices, StepNotice } from '../../../model/notice.ts'
import { inSight } from '../../words/in-sight.ts'

/** Rows of a table; the rest is folded. Of a gate there are two. */
const MOST = 10
const MOST_OF_TWO = 8
/** GitHub takes 65,536 characters for a comment. */
const MOST_CHARACTERS = 60_000

/**
 * A comment on a pull request: what it comes to, of a gate each step in a row, the gravest findings in a table, the rest folded.
 * At most 25 lines before the folds.
 */
export const markdown = ({ verdict, exitCode, steps, notices, gaps, command }: Notices): string => {
  const most = steps.length > 0 ? MOST_OF_TWO : MOST
  const open = notices.filter(({ standing }) => standing !== 'accepted')
  const accepted = notices.filter(({ standing }) => standing === 'accepted')
  const shown = open.slice(0, most)
  const moreSteps = steps.slice(most)
  const parts = [
    `<!-- sdkdrift ${command} -->\n### sdkdrift: ${text(verdict)}`,
    ...(steps.length > 0 ? [stepTable(steps.slice(0, most))] : []),
    ...(shown.length > 0 ? [tableOf(shown)] : []),
    ...(moreSteps.length > 0 ? [folded(counted(moreSteps.length, 'more step'), stepTable(moreSteps))] : []),
    ...(open.length > shown.length ? [folded(`${open.length - shown.length} more`, tableOf(open.slice(most)))] : []),
    ...(gaps.length > 0
      ? [
          folded(
            `${gaps.length} could not be told`,
            gaps.map(({ what, why }) => `- ${text(`${what}: ${why}`)}`).join('\n'),
          ),
        ]
      : []),
    ...(accepted.length > 0 ? [folded(`${accepted.length} accepted`, tableOf(accepted))] : []),
    `<sub>exit ${exitCode}</sub>`,
  ]
  const kept = parts.filter((_, at) => parts.slice(0, at + 1).join('').length < MOST_CHARACTERS)
  return `${kept.join('\n\n')}\n`
}

const tableOf = (notices: readonly Notice[]): string =>
  ['| | step | what changed | way out |', '| --- | --- | --- | --- |', ...notices.map(rowOf)].join('\n')

const stepTable = (steps: readonly StepNotice[]): string =>
  ['| | SDK | why | way out |', '| --- | --- | --- | --- |', ...steps.map(stepRow)].join('\n')

const stepRow = ({ answer, sdk, step, reason, wayOut }: StepNotice): string =>
  row([`**${answer}**`, text(`${sdk} ${step}`), text(reason), text(wayOut ?? '')])

const row = (cells: readonly string[]): string => `| ${cells.map((one) => one.replaceAll('|', '\\|')).join(' | ')} |`

const rowOf = ({ severity, standing, sdk, step, title, waysOut }: Notice): string => {
  const why = standing === 'fails' ? `**${severity}**` : standing === 'below' ? severity : `${severity}, ${standing}`
  return row([why, text(`${sdk} ${step}`), text(title), text(waysOut[0] ?? '')])
}

const folded = (title: string, body: string): string => `<details><summary>${title}</summary>\n\n${body}\n\n</details>`

/** On one line; code stays code, and everything else is shown as the characters it has. */
const text = (line: string): string => {
  const parts = inSight(line.replaceAll('\n', ' ')).split('`')
  if (parts.length % 2 === 0) return plain(parts.join("'"))
  return parts.map((part, at) => (at % 2 === 1 ? `\`${part}\`` : plain(part))).join('')
}
const plain = (part: string): string =>
  part
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[*_[\]\\~#@]/gu, '\\$&')
