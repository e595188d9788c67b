import type { Notices } from '../../../model/notice.ts'
import { badge } from './badge.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { sarif } from './sarif.ts'

/** A format that other programs read, of a run's report and of a gate's answer alike. */
export type NoticeFormat = {
  /** The file it is written to, below the output folder; null: it is printed. */
  readonly file: string | null
  readonly render: (notices: Notices) => string
}

/** Every such format, by the name that `--reporter` has for it. */
export const noticeFormats = {
  markdown: { file: 'comment.md', render: markdown },
  junit: { file: 'junit.xml', render: junit },
  sarif: { file: 'sdkdrift.sarif', render: sarif },
  github: { file: null, render: github },
  gitlab: { file: 'gl-code-quality-report.json', render: gitlab },
  badge: { file: 'badge.json', render: badge },
} as const satisfies Readonly<Record<string, NoticeFormat>>
