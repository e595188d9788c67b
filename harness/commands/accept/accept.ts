import { join, relative, resolve } from 'node:path'
import { addEntry, renewEntry } from '../../ask/matrix/add-entry.ts'
import { acceptanceSchema } from '../../ask/matrix/changes-schema.ts'
import { inRangeOf } from '../../ecosystems/in-range.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { clock } from '../../edges/clock.ts'
import { readIfThere } from '../../edges/documents.ts'
import { root } from '../../edges/paths.ts'
import { type Fault, UserError } from '../../errors.ts'
import { acceptedBy } from '../../judge/accept/accepted-by.ts'
import { entryFor } from '../../judge/accept/entry-for.ts'
import { staysListed } from '../../judge/accept/stays-listed.ts'
import type { Acceptance, MatrixSdk } from '../../model/matrix.ts'
import type { Place } from '../../model/options.ts'
import type { Accepted, Finding, Report } from '../../model/report.ts'
import { loadMatrix } from '../inputs/load-matrix.ts'
import { findingOf, neededReport } from '../results/last-report.ts'
import { putFile } from '../results/put-files.ts'

/** What is said on the command line: the words of the acceptance, and where matrix and report are. */
export type Flags = Accepted & { readonly config: string; readonly out: string }

/**
 * Writes into the matrix file that a finding of the last report is accepted; gives what to print.
 * @throws UserError for words that cannot be it, without a report or a matrix, and when it is accepted already
 */
export const accept = async (id: string, flags: Flags, place: Place): Promise<string> => {
  const today = clock.now().toISOString().slice(0, 10)
  const words = wordsOf(flags, today)
  const path = resolve(place.cwd, flags.config)
  const text = await matrixText(path, flags.config)
  const { matrix } = await loadMatrix(flags.config, place)
  const report = await neededReport(flags.out, place.cwd)
  const finding = findingOf(report, id)
  if (!matrix.sdks.some((sdk) => sdk.id === finding.sdk))
    throw new UserError('accept/other-matrix', {
      what: `${flags.config} has no SDK "${finding.sdk}": the report is of another matrix.`,
      hint: `Its SDKs: ${matrix.sdks.map((sdk) => sdk.id).join(', ')}.`,
    })

  const inRange = inRangeOf(matrix.sdks)
  const speaks = (entry: Acceptance, one: Finding): boolean =>
    acceptedBy(one, [withoutEnd(entry)], inRange, today) !== null
  const before = matrix.accepted.flatMap((entry, index) => (speaks(entry, finding) ? [{ entry, index }] : []))
  refuseTwice(before, finding, flags.config, today)
  // An expired acceptance of this finding alone is taken up again; one that speaks of others too is left to rest.
  const expired = before.find(({ entry }) => onlyOf(report, (one) => speaks(entry, one)))
  const name = relative(place.cwd, path) || path
  if (expired) {
    await putFile(path, renewEntry(text, expired.index, words))
    return `${name}: accepted[${expired.index}] had expired and holds again${until(words)}: ${finding.title}\n`
  }
  const entry = entryFor(finding, report.findings, inRange, onwardsFrom(finding, matrix.sdks), words)
  await putFile(path, addEntry(text, entry))
  return `${name}: accepted ${JSON.stringify(entry)}\n${finding.title}\nThe next run shows it, marked as accepted${until(words)}.\n`
}

const until = ({ until: day }: Accepted): string => (day ? ` until ${day}` : '')
const withoutEnd = ({ until: _, ...entry }: Acceptance): Acceptance => entry
const onlyOf = ({ findings }: Report, speaks: (finding: Finding) => boolean): boolean =>
  findings.filter(speaks).length === 1

/** From the finding's version on, where the next release will take that one's place in the matrix. */
const onwardsFrom = ({ sdk: id, to }: Finding, sdks: readonly MatrixSdk[]): string | null => {
  const sdk = sdks.find((one) => one.id === id)
  return !sdk || staysListed(sdk, to) ? null : ecosystems[sdk.registry].andLater(to)
}

/** What the flags say, all their faults at once. */
const wordsOf = ({ reason, owner, issue, until: day }: Flags, today: string): Accepted => {
  const words = {
    reason: reason.trim(),
    ...(owner === undefined ? {} : { owner: owner.trim() }),
    ...(issue ? { issue } : {}),
    ...(day ? { until: day } : {}),
  }
  const issues = acceptanceSchema.safeParse(words).error?.issues ?? []
  const faults: Fault[] = issues.map(({ path, message }) => {
    const flag = String(path[0])
    const value = { reason, owner, issue, until: day }[flag] ?? ''
    return { what: `"${value}" cannot be it.`, where: `--${flag} ${value}`, hint: `Expected ${message}.` }
  })
  if (faults.length === 0 && day !== undefined && day < today)
    faults.push({ what: `${day} is over already.`, where: `--until ${day}`, hint: `Today is ${today} (UTC).` })
  if (faults.length > 0) throw new UserError('accept/words', faults)
  return words
}

const matrixText = async (path: string, config: string): Promise<string> => {
  const text = await readIfThere(path)
  if (text !== null) return text
  throw new UserError('accept/no-matrix', {
    what: `There is no file ${path} to write it into.`,
    hint: `What runs without one is the built-in list. To have your own: cp ${join(root(), 'matrix.json')} ${config}`,
  })
}

const refuseTwice = (
  before: readonly { readonly entry: Acceptance; readonly index: number }[],
  finding: Finding,
  config: string,
  today: string,
): void => {
  const holds = before.find(({ entry }) => entry.until === undefined || entry.until >= today)
  if (!holds) return
  const { entry, index } = holds
  throw new UserError('accept/twice', {
    what: `${finding.id} is accepted already${until(entry)}: "${entry.reason}"`,
    where: `${config}: accepted[${index}]`,
    hint: 'Change that entry, or take it out first.',
  })
}
