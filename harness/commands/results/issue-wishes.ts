import { type Finding, keyOf, type Report } from '../../model/report.ts'
import { type Bar, reaches } from '../../model/severity.ts'
import { issueOf, markOf } from '../../tell/reporters/answers/issue.ts'
import type { Wish } from './github-issues.ts'

/**
 * One issue for each change that nobody accepted and that reaches the bar, at whichever steps the report has it. What is
 * known and stands where the last report had it needs nothing; where a release took that one's place, its issue is told.
 * @param all known findings count as new ones
 */
export const issueWishes = (report: Report, bar: Bar, all: boolean): readonly Wish[] => {
  const isNew = ({ known }: Finding): boolean => all || known === undefined
  const open = report.findings.filter(({ accepted, severity }) => accepted === null && reaches(severity, bar))
  return [...Map.groupBy(open, keyOf)].flatMap(([key, findings]): Wish[] => {
    const same = findings.toSorted((a, b) => placeOf(report, a) - placeOf(report, b))
    const newest = same.at(-1)
    if (!newest || !same.some((one) => isNew(one) || one.known?.at !== one.to)) return []
    return [
      {
        id: newest.id,
        marks: [key, ...same.map(({ id }) => id)].map(markOf),
        isNew: same.some(isNew),
        write: (old) => issueOf(report, same, old),
      },
    ]
  })
}

const placeOf = ({ runs }: Report, { sdk, to }: Finding): number =>
  runs.findIndex((run) => run.sdk === sdk && run.version === to)
