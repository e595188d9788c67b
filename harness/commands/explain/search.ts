import { UserError } from '../../errors.ts'
import { type Explained, explain } from '../../judge/explain/explain.ts'
import type { DependencyDay, Explanation } from '../../model/explanation.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { MeasureOptions, Place } from '../../model/options.ts'
import type { ProgressEvent } from '../../model/progress.ts'
import type { Report } from '../../model/report.ts'
import { programOf } from '../inputs/own-command.ts'
import { onOneAlone } from '../inputs/runtime-wishes.ts'
import { measureMatrix } from '../measure.ts'
import { lastReport } from '../results/last-report.ts'
import { onlyVersions } from '../sdks/sdk-at.ts'
import { dependencyDay } from './dependency-day.ts'
import { listedSdks } from './listed-sdks.ts'
import { type Ends, MOST_VERSIONS, spread, versionsBetween } from './range.ts'
import { reportPart } from './report-part.ts'
import type { Subject } from './subject.ts'

export type SearchOptions = MeasureOptions & Ends & { readonly out: string }
export type Search = {
  /** Holds no credential. */
  readonly text: string
  readonly subject: Subject
  readonly options: SearchOptions
  readonly place: Place
  readonly tell: (event: ProgressEvent) => void
}

export type Found = Explained & {
  readonly source: Explanation['source']
  /** Something could be measured at all. */
  readonly measured: boolean
}

/** Looks the text up in the last report where it speaks of what is asked for, else in versions measured for it. */
export const search = async (wish: Search): Promise<Found> => {
  const { options, subject, place, tell } = wish
  const range = options.from !== undefined || options.to !== undefined
  const sdks = range ? [oneSdk(subject)] : options.sdk ? subject.known : null
  // A command may have changed since, or be another one.
  const last = programOf(options.command, place) ? null : await lastReport(options.out, place.cwd)
  const part = last && reportPart(last, sdks, options)
  if (part)
    tell({ kind: 'note', text: `Looking through the report of ${part.startedAt.slice(0, 16).replace('T', ' ')} UTC.` })
  const source = part ? 'report' : 'measured'
  const [sdk] = range && sdks ? sdks : []
  if (!sdk) return told(part ?? (await measureListed(wish)), source, wish)
  return searchRange(sdk, part || null, wish)
}

/**
 * @throws UserError when several could be meant: versions of one SDK are none of another
 */
const oneSdk = ({ known, project }: Subject): MatrixSdk => {
  const own = known.filter(({ id }) => project.includes(id))
  const [sdk, another] = known.length === 1 ? known : own
  if (sdk && !another) return sdk
  throw new UserError('explain/which-sdk', {
    what: '--from and --to are versions of one SDK.',
    hint: `Name it with --sdk: ${(own.length > 0 ? own : known).map(({ id }) => id).join(', ')}.`,
  })
}

const measureListed = async ({ options, place, tell, subject }: Search): Promise<Report> => {
  const { sdk: wishes, ...rest } = options
  const sdks = listedSdks(subject, wishes !== undefined)
  const { report } = await measureMatrix(rest, place, tell, (all) => onOneAlone({ ...all, sdks }))
  return report
}

/** The range as it was on each release's day and, when nothing ends so, with what PyPI's resolvers give today. */
const searchRange = async (sdk: MatrixSdk, part: Report | null, wish: Search): Promise<Found> => {
  const { tell, text, subject } = wish
  const report = part ?? (await measureRange(sdk, wish))
  const found = told(report, part ? 'report' : 'measured', wish)
  const isFound = found.seen.length > 0 || found.about?.kind === 'name'
  if (isFound || report.runs.length === 0 || dependencyDay(sdk, report) !== 'release-day') return found
  tell({ kind: 'note', text: "No scenario ends so with the dependencies of the release days: today's are tried." })
  const versions = report.runs.map(({ version }) => version)
  const today = await measured({ ...sdk, resolve: 'today' }, versions, wish)
  const then = explain(text, today, {
    project: subject.project,
    given: subject.given,
    resolveOf: () => 'today',
    releaseDay: report.runs,
  })
  return {
    ...then,
    sdks: then.sdks.length > 0 ? then.sdks : found.sdks,
    refused: [...found.refused, ...then.refused],
    searched: [...found.searched, ...then.searched],
    source: 'measured',
    measured: found.measured || isMeasured(today),
  }
}

/** Measures a spread of the range, then what lies around each change that brought it, so that the version is the very one. */
const measureRange = async (sdk: MatrixSdk, wish: Search): Promise<Report> => {
  const { options, tell, text, subject } = wish
  const list = await subject.world.listReleases(sdk)
  const all = versionsBetween(sdk, list, options)
  let versions = spread(all)
  if (versions.length < all.length)
    tell({
      kind: 'note',
      text: `${all.length} versions are in the range: ${MOST_VERSIONS} of them are searched, then those around a change.`,
    })
  for (;;) {
    const report = await measured(sdk, versions, wish)
    const closer = explain(text, report).causes.flatMap(({ from, to }) =>
      spread(all.slice(all.indexOf(from), all.indexOf(to) + 1)),
    )
    const next = all.filter((version) => versions.includes(version) || closer.includes(version))
    if (next.length === versions.length) return report
    versions = next
  }
}

const measured = async (
  sdk: MatrixSdk,
  versions: readonly string[],
  { options, place, tell }: Search,
): Promise<Report> => {
  const { sdk: _, ...rest } = options
  const { report } = await measureMatrix(rest, place, tell, (all, families) =>
    onOneAlone(onlyVersions({ ...all, sdks: [sdk] }, sdk.id, versions, families)),
  )
  return report
}

const told = (report: Report, source: Explanation['source'], { text, subject }: Search): Found => {
  const { project, given, known } = subject
  const resolveOf = (id: string): DependencyDay => {
    const sdk = known.find((one) => one.id === id)
    return sdk ? dependencyDay(sdk, report) : 'release-day'
  }
  return { ...explain(text, report, { project, given, resolveOf }), source, measured: isMeasured(report) }
}

const isMeasured = ({ runs }: Report): boolean => runs.some(({ status }) => status === 'measured')
