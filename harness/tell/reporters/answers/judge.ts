import type { Replay } from '../../../model/replay.ts'
import { jsonText } from '../../words/in-sight.ts'
import { clean } from '../../words/plain.ts'
import { escaped, list, prose } from '../report/html/markup.ts'
import { STYLE } from '../report/html/style.ts'
import { aPage } from '../report/terminal/page.ts'
import { countsOf, type JudgeSection, sectionsOf, titleOf } from './judge-sections.ts'

export const JUDGE_FORMATS = ['text', 'markdown', 'json', 'html'] as const
export type JudgeFormat = (typeof JUDGE_FORMATS)[number]

export type JudgeOptions = {
  readonly format: JudgeFormat
  /** The gateway owner's table of versions that pass, in place of what changes from version to version. */
  readonly table: boolean
  readonly colour: boolean
}

/** What gateways say about kept requests, for people or for programs. */
export const judge = (replay: Replay, { format, table, colour }: JudgeOptions): string => {
  const sections = sectionsOf(replay, table)
  switch (format) {
    case 'json':
      return `${jsonText(replay)}\n`
    case 'text':
      return text(replay, sections, colour)
    case 'markdown':
      return markdown(replay, sections)
    case 'html':
      return html(replay, sections)
  }
}

const text = (replay: Replay, sections: readonly JudgeSection[], colour: boolean): string => {
  const { c } = aPage({ colour, width: 120 })
  return `${[
    c.bold(clean(titleOf(replay))),
    ...sections.map(({ title, lines }) =>
      [
        c.bold(clean(title)),
        ...lines.map(({ text: line, grade, below = [] }) => {
          const paint = grade === 'bad' ? c.red : grade === 'good' ? c.green : (same: string) => same
          return [`  ${paint(clean(line))}`, ...below.map((each) => c.dim(`      ${clean(each)}`))].join('\n')
        }),
      ].join('\n'),
    ),
    countsOf(replay)
      .map((line) => c.dim(clean(line)))
      .join('\n'),
  ].join('\n\n')}\n`
}

const markdown = (replay: Replay, sections: readonly JudgeSection[]): string =>
  `${[
    `# ${marked(titleOf(replay))}`,
    ...sections.map(({ title, lines }) =>
      [
        `## ${marked(title)}`,
        '',
        ...lines.flatMap(({ text: line, below = [] }) => [
          `- ${marked(line)}`,
          ...below.map((each) => `  - ${marked(each)}`),
        ]),
      ].join('\n'),
    ),
    countsOf(replay).map(marked).join('  \n'),
  ].join('\n\n')}\n`

/** What stands in backticks stays code; anything else that Markdown or HTML would read is a character. */
const marked = (line: string): string => {
  const parts = clean(line).split('`')
  const even = parts.length % 2 === 1
  return parts
    .map((part, index) => (index % 2 === 1 && even ? `\`${part}\`` : part.replaceAll(/[\\*_[\]<>|#`]/gu, '\\$&')))
    .join('')
}

const html = (replay: Replay, sections: readonly JudgeSection[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>sdkdrift: ${escaped(titleOf(replay).replaceAll('`', ''))}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>sdkdrift judge</h1>
<p class="verdict">${prose(titleOf(replay))}</p>
${list(countsOf(replay).map(prose), 'facts')}
</header>
<main>
${sections
  .map(
    ({ title, lines }) =>
      `<section><h2>${prose(title)}</h2>${list(
        lines.map(
          ({ text: line, grade, below = [] }) =>
            `${grade === 'plain' ? prose(line) : `<span class="${grade}">${prose(line)}</span>`}${list(below.map(prose))}`,
        ),
      )}</section>`,
  )
  .join('\n')}
</main>
</body>
</html>
`
