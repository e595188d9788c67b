import { resolve } from 'node:path'
import { clock } from '../edges/clock.ts'
import { run } from '../edges/process.ts'
import { UserError } from '../errors.ts'
import type { Conceal } from '../judge/secrets/conceal.ts'
import type { Report } from '../model/report.ts'
import { BARS, type Bar } from '../model/severity.ts'
import type { Register } from './command.ts'
import { failOnFlag } from './flags.ts'
import { refuseCommand } from './inputs/own-command.ts'
import { type Published, publishIssues, type Wish } from './results/github-issues.ts'
import { issueWishes } from './results/issue-wishes.ts'
import { neededReport } from './results/last-report.ts'
import { checkPlaces } from './results/put-files.ts'
import { keepRecord, type RunRecord, recordFile, recordIn } from './results/run-record.ts'

type Flags = {
  readonly out: string
  readonly repo?: string
  readonly all?: boolean
  readonly again?: boolean
  readonly failOn?: Bar
}

export const publishFindingsCommand: Register = (command, { place, terminal, conceal, ownCommand, exit }) => {
  command
    .option('--out <dir>', 'where the last report is', 'reports')
    .option('--repo <owner/name>', 'where the issues are (default: this repository)')
    .option('--all', 'for all findings, not only those that `matrix --new-only` found new')
    .option('--again', 'also when this report was published already')
  failOnFlag(command)
    .addHelpText('after', HELP)
    .action(async (flags: Flags) => {
      refuseCommand(ownCommand, 'publish-findings')
      const folder = resolve(place.cwd, flags.out)
      const report = await neededReport(flags.out, place.cwd)
      const record = ofLastRun(report, await recordIn(folder), folder)
      if (record.publishedAt !== undefined && !flags.again) {
        const when = `${minute(report.startedAt)} was published already, ${minute(record.publishedAt)}`
        await terminal.out(`The report of ${when}: nothing is written (--again does it once more).\n`)
        return
      }
      const bar = flags.failOn ?? BARS.find((name) => name === report.failOn) ?? 'breaking'
      const wishes = issueWishes(report, bar, flags.all ?? false).map((wish) => concealed(wish, conceal))
      // What cannot be noted would be published again by the next run.
      if (wishes.length > 0)
        await checkPlaces([recordFile(folder)], 'Make it writable: what was published is noted there.')
      const published = wishes.length > 0 ? await publishIssues(wishes, flags.repo, place, run) : []
      await terminal.out(published.length > 0 ? published.map(line).join('') : 'No finding needs an issue.\n')
      const failed = published.some(({ did }) => did === 'failed')
      if (published.length > 0 && !failed)
        await keepRecord(folder, { ...record, publishedAt: clock.now().toISOString() })
      exit(failed ? 3 : 0)
    })
}

const concealed = (wish: Wish, conceal: Conceal): Wish => ({
  ...wish,
  write: (old) => {
    const { title, body } = wish.write(old)
    return { title: conceal(title), body: conceal(body) }
  },
})

const HELP = `
Accepted findings and those below the bar (that of the report, or --fail-on) get no issue. A change that is met again at
another version is told in the issue that it has.

Exit codes:
  0  each finding has its issue
  2  wrong usage, no report, the last run ended without one, or gh cannot be used
  3  some issues could not be written`

/** @throws UserError when the last run that was begun in this folder is not the one that wrote the report */
const ofLastRun = ({ run: id, startedAt }: Report, record: RunRecord | null, folder: string): RunRecord => {
  const own = { run: id ?? startedAt, startedAt }
  if (record === null || record.run === own.run) return { ...own, ...record }
  throw new UserError('publish/no-report', {
    what: `The last run, begun ${minute(record.startedAt)}, has not come to a report: what lies there is of the run begun ${minute(startedAt)}.`,
    where: resolve(folder, 'report.json'),
    hint: 'See why that run ended, and run sdkdrift matrix again.',
  })
}

const minute = (moment: string): string => `${moment.slice(0, 16).replace('T', ' ')} UTC`

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
