import type { Candidate } from '../../ask/projects/candidates.ts'
import type { KnownPackage } from '../../ask/projects/use.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import type { Fault } from '../../errors.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Place } from '../../model/options.ts'
import type { Registry, ReleaseList } from '../../model/sdk.ts'
import type { World } from '../../pipeline/world.ts'
import { holderNotes, unknownHolders } from './holder-notes.ts'
import type { Lists } from './lists.ts'

/** A step that a project could take, before anything is measured. */
export type FoundStep = {
  readonly sdk: MatrixSdk
  readonly file: string | null
  readonly line: number | null
  readonly from: string
  readonly to: string
  readonly notes: readonly string[]
  /** The project never requires it: what `require` would load says nothing to it. Default: it may. */
  readonly importsAlone?: boolean
} & (
  | {
      readonly state: 'measure'
      readonly list: ReleaseList
      /** null: one version was asked for, and no other is looked at. */
      readonly newer: Candidate['newer'] | null
    }
  /** Nothing to move to. */
  | { readonly state: 'still' }
  | { readonly state: 'unknown'; readonly reason: string }
)

export type FoundSteps = {
  readonly steps: readonly FoundStep[]
  readonly notes: readonly string[]
  /** Files that could not be read: what they hold is not known. */
  readonly faults: readonly Fault[]
  /** What else the project has that could have moved, and that was not looked at. */
  readonly others: readonly KnownPackage[]
}

export type StepContext = {
  /** The SDKs that are looked for. */
  readonly known: readonly MatrixSdk[]
  readonly place: Place
  readonly world: Pick<World, 'listReleases' | 'readNeeds'>
}

/**
 * A candidate with the versions as its registry has them, or why it cannot be measured.
 * @param options.latest the newest of all was asked for: what holds it back is not the question
 * @param options.narrowed one version was asked for: how far one may go otherwise is not the question
 */
export const stepOf = (
  candidate: Candidate,
  context: StepContext,
  lists: Lists,
  options: { readonly latest: boolean; readonly narrowed: boolean },
): FoundStep => {
  const { from, to, newer, file, line, registry } = candidate
  const { narrowed } = options
  const list = lists.of(registry, candidate.package)
  const sdk = sdkOf(candidate, context)
  const notes = [...assumed(candidate, sdk.id), ...overruling(candidate), ...holderNotes(candidate, options)]
  const common = { sdk, file, line, from: from.version, to, notes }
  if ('reason' in list) return { ...common, state: 'unknown', reason: list.reason }
  switch (candidate.state) {
    case 'unknown-version':
      return {
        ...common,
        to: from.version,
        state: 'unknown',
        reason:
          from.how === 'newest-in-range' &&
          from.version === from.range &&
          ecosystems[registry].exact(from.range) === null
            ? `Not locked, and ${ecosystems[registry].name} lists no version of ${candidate.package} that ${from.range} allows.`
            : notListed(candidate.package, from.version, registry),
      }
    case 'elsewhere':
      return {
        ...common,
        state: 'unknown',
        reason: candidate.elsewhere?.startsWith('npm:')
          ? `Under its name stands another package, ${candidate.elsewhere.slice('npm:'.length)}: no version of ${candidate.package} says what that sends.`
          : `It comes from ${candidate.elsewhere}, not from ${ecosystems[registry].name}: that cannot be measured here.`,
      }
    case 'unknown-holder':
      return { ...common, to: from.version, state: 'unknown', reason: unknownHolders(candidate) }
    case 'newest-already':
      return { ...common, to: from.version, state: 'still' }
    case 'upgrade': {
      const missing = [from.version, to].find((version) => !releaseOf(list, version))
      if (missing !== undefined)
        return { ...common, state: 'unknown', reason: notListed(candidate.package, missing, registry) }
      return {
        ...common,
        notes: [...notes, ...(narrowed ? [] : pinned(candidate)), ...unusual(list, to)],
        state: 'measure',
        list,
        newer: narrowed ? null : newer,
      }
    }
  }
}

/** Whoever names a version, or pulls it in, is told that its maker took it back, or has not released it for everybody. */
export const unusual = (list: ReleaseList, version: string): readonly string[] => {
  const { deprecated = null, yanked = null, prerelease = false } = releaseOf(list, version) ?? {}
  return [
    ...(prerelease ? [`${version} is a prerelease: what it sends may change until the version that it leads to.`] : []),
    ...(deprecated === null ? [] : [`${version} is deprecated: ${deprecated}`]),
    ...(yanked === null ? [] : [`${version} is yanked${yanked === '' ? '' : `: ${yanked}`}`]),
  ]
}

/** Where the manifest allows nothing newer, the verdict is about a version that it does not allow. */
const pinned = ({ from, to, newer, byManifest }: Candidate): readonly string[] =>
  newer.allowed === null && byManifest === null && newer.all === to
    ? [`The manifest allows nothing newer than ${from.version}; judged is ${to}, the newest of all.`]
    : []

/** Whose word counts, where the project's files say two things. */
const overruling = (candidate: Candidate): readonly string[] => {
  const { file, overridden } = candidate
  if (!overridden) return behindManifest(candidate)
  const { range, at } = overridden
  return [
    `What ${file} asks for (${range || 'any version'}) is overridden in ${at.file}:${at.line}.`,
    ...behindManifest(candidate),
  ]
}

/** That the lockfile was left behind, and what was taken in its place. */
export const behindManifest = ({ package: name, from, file, line, byManifest }: Candidate): readonly string[] =>
  byManifest === null
    ? []
    : [
        `${file}:${line} does not allow ${name} ${from.version}, which is locked: an install by it has ${byManifest} today.`,
      ]

/** Which version was taken for what the project has, where no lockfile says. */
const assumed = ({ from, state }: Candidate, id: string): readonly string[] => {
  if (from.how === 'locked' || state === 'unknown-version' || state === 'elsewhere') return []
  const newest = from.range === '' ? 'the newest there is today' : `the newest that ${from.range} allows today`
  return [
    `Not locked: ${from.version}, ${newest}, is taken for what you have. To say another: sdkdrift gate ${id} --from VERSION`,
  ]
}

const notListed = (name: string, version: string, registry: Registry): string =>
  `${ecosystems[registry].name} lists no version ${version} of ${name}, so it cannot be measured.`

/** A release by its version in any spelling: `2.33` and `2.33.0` are one. */
export const releaseOf = (list: ReleaseList, version: string): ReleaseList['releases'][number] | undefined => {
  const { compare, exact } = ecosystems[list.registry]
  const wanted = exact(version)
  if (wanted === null) return undefined
  // As it is spelled, most of the time: to compare it with hundreds takes half a second on PyPI.
  const same = list.releases.find((release) => release.version === wanted)
  return same ?? list.releases.find((release) => compare(release.version, wanted) === 0)
}

type PackageOf = { readonly registry: Registry; readonly package: string }

export const isOf = (sdk: MatrixSdk, use: PackageOf): boolean =>
  sdk.registry === use.registry && sdk.package === use.package

export const sdkOf = (use: PackageOf, { known }: StepContext): MatrixSdk => {
  const sdk = known.find((one) => isOf(one, use))
  if (!sdk) throw new Error(`${use.package} was not looked for.`)
  return sdk
}
