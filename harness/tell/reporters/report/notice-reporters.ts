import { noticeFormats } from '../notices/index.ts'
import { type About, noticesOfReport } from '../notices/of-report.ts'
import type { Reporter } from './reporter.ts'

/** Of a report alone: nobody knows where its versions are pinned, and what changed is a rule of its own. */
const UNKNOWN: About = { placeOf: () => null, rules: [], ruleOf: ({ kind }) => kind }

const reporter = <N extends keyof typeof noticeFormats>(name: N) =>
  ({
    name,
    file: noticeFormats[name].file,
    readBack: false,
    render: (report, options) => noticeFormats[name].render(noticesOfReport(report, options, options.about ?? UNKNOWN)),
  }) satisfies Reporter

/** The formats that other programs read, as reporters of a run. */
export const noticeReporters = {
  markdown: reporter('markdown'),
  junit: reporter('junit'),
  sarif: reporter('sarif'),
  github: reporter('github'),
  gitlab: reporter('gitlab'),
  badge: reporter('badge'),
} as const satisfies { readonly [N in keyof typeof noticeFormats]: Reporter }
