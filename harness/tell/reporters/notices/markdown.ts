import type { Notice, Notices } from '../../../model/notice.ts'
import { inSight } from '../../words/in-sight.ts'

/** Rows of the table; the rest is folded. */
const MOST = 10
/** GitHub takes 65,536 characters for a comment. */
const MOST_CHARACTERS = 60_000

/** A comment on a pull request: what it comes to and the gravest in a table, the rest folded. At most 25 lines before the folds. */
export const markdown = ({ verdict, exitCode, notices, gaps, command }: Notices): string => {
  const open = notices.filter(({ standing }) => standing !== 'accepted')
  const accepted = notices.filter(({ standing }) => standing === 'accepted')
  const shown = open.slice(0, MOST)
  const parts = [
    `<!-- sdkdrift ${command} -->\n### sdkdrift: ${text(verdict)}`,
    ...(shown.length > 0 ? [tableOf(shown)] : []),
    ...(open.length > shown.length ? [folded(`${open.length - shown.length} more`, tableOf(open.slice(MOST)))] : []),
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

const rowOf = ({ severity, standing, sdk, step, title, waysOut }: Notice): string => {
  const why = standing === 'fails' ? `**${severity}**` : standing === 'below' ? severity : `${severity}, ${standing}`
  const cells = [why, text(`${sdk} ${step}`), text(title), text(waysOut[0] ?? '')]
  return `| ${cells.map((one) => one.replaceAll('|', '\\|')).join(' | ')} |`
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
