import { resolve } from 'node:path'
import { z } from 'zod'
import { readIfThere } from '../edges/documents.ts'
import { run } from '../edges/process.ts'
import { UserError } from '../errors.ts'
import type { Report } from '../model/report.ts'
import { BARS, type Bar, fails } from '../model/severity.ts'
import { issueOf } from '../tell/reporters/answers/issue.ts'
import type { Register } from './command.ts'
import { failOnFlag } from './flags.ts'
import { type Published, publishIssues } from './github-issues.ts'
import { neededReport } from './last-report.ts'

type Flags = { readonly out: string; readonly repo?: string; readonly all?: boolean; readonly failOn?: Bar }

export const publishFindingsCommand: Register = (program, { place, terminal, exit }) => {
  const command = program
    .command('publish-findings')
    .description('open or update one GitHub issue for each new finding of the last report, with gh')
    .option('--out <dir>', 'where the last report is', 'reports')
    .option('--repo <owner/name>', 'where the issues are (default: this repository)')
    .option('--all', 'for all findings, not only those that `matrix --new-only` found new')
  failOnFlag(command)
    .addHelpText('after', HELP)
    .action(async (flags: Flags) => {
      const report = await neededReport(flags.out, place.cwd)
      const fresh = flags.all ? null : await freshIds(resolve(place.cwd, flags.out, 'new.json'))
      const findings = worthAnIssue(report, flags.failOn, fresh)
      const issues = new Map(findings.map((finding) => [finding.id, issueOf(report, finding)]))
      const published = issues.size > 0 ? await publishIssues(issues, flags.repo, place, run) : []
      await terminal.out(published.length > 0 ? published.map(line).join('') : 'No finding needs an issue.\n')
      exit(published.some(({ did }) => did === 'failed') ? 3 : 0)
    })
}

const HELP = `
Accepted findings and those below the bar (that of the report, or --fail-on) get no issue.

Exit codes:
  0  each finding has its issue
  2  wrong usage, no report, or gh cannot be used
  3  some issues could not be written`

const worthAnIssue = (
  { findings, failOn }: Report,
  bar: Bar | undefined,
  fresh: readonly string[] | null,
): Report['findings'] => {
  const least = bar ?? BARS.find((name) => name === failOn) ?? 'breaking'
  return findings.filter((finding) => fails(finding, least) && (fresh?.includes(finding.id) ?? true))
}

const newsSchema = z.object({ findings: z.array(z.string()) })

/** What `matrix --new-only` left beside its report; null when there is no such file, so that all findings count. */
const freshIds = async (file: string): Promise<readonly string[] | null> => {
  const text = await readIfThere(file)
  if (text === null) return null
  const parsed = newsSchema.safeParse(parse(text))
  if (parsed.success) return parsed.data.findings
  throw new UserError('publish/news', {
    what: `${file} is not what matrix --new-only writes.`,
    hint: 'Remove it and run that again.',
  })
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const line = (one: Published): string => {
  switch (one.did) {
    case 'opened':
      return `${one.id}: opened ${one.url}\n`
    case 'failed':
      return `${one.id}: could not be written: ${one.reason}\n`
    case 'updated':
    case 'reopened':
    case 'left as it is':
      return `${one.id}: #${one.number} ${one.did}\n`
  }
}
