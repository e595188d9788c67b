import type { Ecosystem } from '../../ecosystems/ecosystem.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import type { Registry, Release, ReleaseList } from '../../model/sdk.ts'
import { allows } from './allows.ts'
import { type Holders, NOBODY, type Word, wordOf } from './holders.ts'
import type { Declared, Place, Use } from './use.ts'

/** One step that a project could take: from what it has to the newest that it may have. */
export type Candidate = {
  readonly registry: Registry
  readonly package: string
  /** Where the manifest asks for it; where the lockfile has it when no manifest does. */
  readonly file: string
  readonly line: number
  readonly workspace: string | null
  /** `newest-in-range`: no lockfile has it, so it is what an install would take today. */
  readonly from:
    | { readonly version: string; readonly how: 'locked' }
    | { readonly version: string; readonly how: 'newest-in-range'; readonly range: string }
  /** The newest that the manifest allows; where it allows nothing newer (a pin), or it was asked for, the newest of all. */
  readonly to: string
  /** What there is beyond `from`, each null when nothing newer is. */
  readonly newer: {
    /** By the manifest's range. */
    readonly allowed: string | null
    readonly sameMajor: string | null
    readonly all: string | null
  }
  /**
   * `newest-already`: nothing newer is to be had; `unknown-version`: the registry does not list `from` (it was removed),
   * so it can't be measured; `elsewhere`: it comes from no registry, and a version of that number says nothing of it;
   * `unknown-holder`: no manifest asks for it, and what a package of the lockfile wants of it could not be had, so how
   * far it may go is not known.
   */
  readonly state: 'upgrade' | 'newest-already' | 'unknown-version' | 'elsewhere' | 'unknown-holder'
  /** With `elsewhere`: where it comes from, without a user's name or password; else null. */
  readonly elsewhere: string | null
  /**
   * What an install by the manifest has, where the lockfile has what the manifest does not allow: one was changed without the
   * other. null: they agree, or there is no lockfile.
   */
  readonly byManifest: string | null
  /** As in `Declared`: another range than the manifest's counts, and this is why. */
  readonly overridden: Declared['overridden'] | null
  readonly holders: Holders
}

/**
 * The steps of all uses. Only sound releases are stepped to: not deprecated, not yanked, and no pre-release unless `from`
 * is one. What other packages of the lockfile want of the same copy holds it back too.
 * @param options.latest the newest of all, whatever the range says
 */
export const candidatesOf = (
  uses: readonly Use[],
  lists: (registry: Registry, name: string) => ReleaseList,
  options: { readonly latest: boolean },
): readonly Candidate[] =>
  uses
    .filter((use) => isInstalled(use, uses))
    .flatMap((use) => {
      const list = lists(use.registry, use.package)
      const ecosystem = ecosystems[use.registry]
      const allowed = allows(use.declared?.range ?? '', list)
      const place = use.declared?.at
      const overridden = use.declared?.overridden ?? null
      const byManifest =
        allowed === null || !disagrees(use, allowed) ? null : newestAllowed(list, allowed, use.declared?.range ?? '')
      const declaredAt = allowed === null ? elsewhereIn(use.declared?.range ?? '') : null
      const step = (
        from: Candidate['from'],
        { at, elsewhere: source = declaredAt }: { readonly at: Place; readonly elsewhere?: string | null },
        word: Word,
      ): Candidate => {
        const listed = list.releases.find(({ version }) => same(ecosystem, version, from.version))
        const prerelease = isVersion(ecosystem, from.version) && ecosystem.isPrerelease(from.version)
        const { registry, package: name, workspace } = use
        const elsewhere = source && withoutUser(source)
        const common = { registry, package: name, ...(place ?? at), workspace, from, elsewhere, byManifest, overridden }
        if (elsewhere !== null || !listed || allowed === null) {
          const state = elsewhere === null ? 'unknown-version' : 'elsewhere'
          return { ...common, to: from.version, newer: NOTHING_NEWER, state, holders: NOBODY }
        }
        const isHeld = (version: string): boolean => !options.latest && word.refusing(version).length > 0
        const reach = list.releases
          .filter((release) => isSound(release, prerelease) && ecosystem.compare(from.version, release.version) < 0)
          .map(({ version }) => version)
        const newestOf = (takes: (version: string) => boolean): string | null =>
          reach.findLast((version) => takes(version) && !isHeld(version)) ?? null
        const newer = {
          allowed: newestOf(allowed),
          sameMajor: newestOf((version) => ecosystem.major(version) === ecosystem.major(from.version)),
          all: newestOf(() => true),
        }
        // A pin of the project's own is a question about what lies behind it; a package that holds a copy back is none.
        const to = options.latest
          ? newer.all
          : (newer.allowed ?? byManifest ?? (use.declared === null ? null : newer.all))
        const end = to ?? from.version
        const beyond = options.latest
          ? to
          : reach.find((version) => allowed(version) && ecosystem.compare(version, end) > 0)
        const { refusing, ...said } = word
        const holders = { ...said, back: beyond == null ? [] : refusing(beyond) }
        const unsure = use.declared === null && !options.latest && word.unknown.length > 0
        const state = to === null ? 'newest-already' : unsure ? 'unknown-holder' : 'upgrade'
        return { ...common, to: end, newer, holders, state }
      }
      if (use.locked.length > 0) {
        const steps = use.locked.map((locked) =>
          step({ version: locked.version, how: 'locked' }, locked, wordOf(use, locked, list)),
        )
        return distinct(steps, ecosystem)
      }
      if (!use.declared) return []
      const { range, at } = use.declared
      const version = allowed === null ? null : newestAllowed(list, allowed, range)
      return [step({ version: version ?? range, how: 'newest-in-range', range }, { at }, SILENCE)]
    })

export const NOTHING_NEWER: Candidate['newer'] = { allowed: null, sameMajor: null, all: null }

/** What an install by this range alone has today. */
const newestAllowed = (list: ReleaseList, allowed: (version: string) => boolean, range: string): string | null =>
  newest(list, (release) => isSound(release, false) && allowed(release.version)) ??
  // A range that only pre-releases (or only deprecated releases) meet still installs one.
  newest(
    list,
    ({ version, prerelease }) =>
      allowed(version) && (!prerelease || ecosystems[list.registry].asksForPrerelease(version, range)),
  ) ??
  null

/**
 * Does the lockfile hold nothing that the manifest's range lets in? A tag may have moved on since, a peer's range binds
 * nobody, and of several copies for several Pythons one is enough.
 */
const disagrees = ({ registry, declared, locked }: Use, allowed: (version: string) => boolean): boolean =>
  declared !== null &&
  declared.group !== 'peer' &&
  locked.length > 0 &&
  declared.range.split(' || ').every(ecosystems[registry].isRange) &&
  !locked.some(
    ({ version, elsewhere }) =>
      elsewhere !== undefined || !isVersion(ecosystems[registry], version) || allowed(version),
  )

/** A declaration that is no range: an address or a path, and no tag that the registry lacks. */
const elsewhereIn = (range: string): string | null => (/[:/]/.test(range) ? range.replace(/^@\s*/, '') : null)

const withoutUser = (address: string): string => address.replace(/\/\/[^/@\s]*@/, '//')

/** Nothing is locked, so nobody is known to want it too. */
const SILENCE: Word = { ...NOBODY, refusing: () => [] }

/** One step from several copies is one, with all that is said about any of them. */
const distinct = (steps: readonly Candidate[], ecosystem: Ecosystem): readonly Candidate[] => {
  const isSame = (a: Candidate, b: Candidate): boolean =>
    a.to === b.to &&
    a.state === b.state &&
    a.elsewhere === b.elsewhere &&
    same(ecosystem, a.from.version, b.from.version)
  return steps.flatMap((step, index) => {
    if (steps.findIndex((other) => isSame(other, step)) !== index) return []
    const all = steps.filter((other) => isSame(other, step)).map(({ holders }) => holders)
    const holders: Holders = {
      back: all.flatMap(({ back }) => back),
      overruled: all.flatMap(({ overruled }) => overruled),
      unknown: all.flatMap(({ unknown }) => unknown),
      unrecorded: all.find(({ unrecorded }) => unrecorded !== null)?.unrecorded ?? null,
    }
    return [{ ...step, holders }]
  })
}

/** A peer range says what a library gets along with; what the same manifest asks for besides is what is installed. */
const isInstalled = (use: Use, uses: readonly Use[]): boolean =>
  use.declared?.group !== 'peer' ||
  !uses.some(
    ({ declared, registry, package: name }) =>
      declared !== null &&
      declared.group !== 'peer' &&
      declared.at.file === use.declared?.at.file &&
      registry === use.registry &&
      name === use.package,
  )

const isSound = ({ deprecated, yanked, prerelease, installable }: Release, prereleases: boolean): boolean =>
  deprecated === null && yanked === null && installable && (!prerelease || prereleases)

/** Releases are listed oldest first. */
const newest = ({ releases }: ReleaseList, takes: (release: Release) => boolean): string | undefined =>
  releases.findLast(takes)?.version

/** `2.33` and `2.33.0` are one version. */
const same = (ecosystem: Ecosystem, a: string, b: string): boolean =>
  a === b || (isVersion(ecosystem, a) && isVersion(ecosystem, b) && ecosystem.compare(a, b) === 0)

const isVersion = (ecosystem: Ecosystem, text: string): boolean => ecosystem.exact(text) !== null
