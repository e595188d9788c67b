import type { Ecosystem } from '../../ecosystems/ecosystem.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import type { Registry, Release, ReleaseList } from '../../model/sdk.ts'
import type { Use } from './use.ts'

/** One step that a project could take: from what it has to the newest that it may have. */
export type Candidate = {
  readonly registry: Registry
  readonly package: string
  /** Where the manifest asks for it; where the lockfile has it when no manifest does. */
  readonly file: string
  readonly line: number
  readonly workspace: string | null
  /** `newest-in-range`: there is no lockfile, so it is what an install would take today. */
  readonly from: { readonly version: string; readonly how: 'locked' | 'newest-in-range' }
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
   * `newest-already`: nothing newer is to be had; `unknown-version`: the registry does not list `from` (it comes from
   * elsewhere, or was removed), so it can't be measured.
   */
  readonly state: 'upgrade' | 'newest-already' | 'unknown-version'
}

/**
 * The steps of all uses. Only sound releases are stepped to: not deprecated, not yanked, and no pre-release unless `from`
 * is one. Where no manifest asks (a dependency's dependency), none holds it back.
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
      const allowed = allows(use, list, ecosystem)
      const place = use.declared?.at
      const step = (from: Candidate['from'], at: { readonly file: string; readonly line: number }): Candidate => {
        const listed = list.releases.find(({ version }) => same(ecosystem, version, from.version))
        const prerelease = isVersion(ecosystem, from.version) && ecosystem.isPrerelease(from.version)
        const { registry, package: name, workspace } = use
        const common = { registry, package: name, ...(place ?? at), workspace, from }
        if (!listed || allowed === null)
          return { ...common, to: from.version, newer: NOTHING_NEWER, state: 'unknown-version' }
        const newerOf = (takes: (version: string) => boolean): string | null =>
          newest(
            list,
            (release) =>
              isSound(release, prerelease) &&
              takes(release.version) &&
              ecosystem.compare(from.version, release.version) < 0,
          ) ?? null
        const newer = {
          allowed: newerOf(allowed),
          sameMajor: newerOf((version) => ecosystem.major(version) === ecosystem.major(from.version)),
          all: newerOf(() => true),
        }
        const to = options.latest ? newer.all : (newer.allowed ?? newer.all)
        return { ...common, to: to ?? from.version, newer, state: to === null ? 'newest-already' : 'upgrade' }
      }
      if (use.locked.length > 0) {
        const versions = use.locked.filter(
          ({ version }, index) => use.locked.findIndex((other) => same(ecosystem, other.version, version)) === index,
        )
        return versions.map(({ version, at }) => step({ version, how: 'locked' }, at))
      }
      if (!use.declared) return []
      const { range, at } = use.declared
      const version =
        newest(list, (release) => isSound(release, false) && allowed?.(release.version) === true) ??
        // A range that only pre-releases (or only deprecated releases) meet still installs one.
        newest(
          list,
          ({ version, prerelease }) =>
            allowed?.(version) === true && (!prerelease || ecosystem.asksForPrerelease(version, range)),
        )
      return [step({ version: version ?? range, how: 'newest-in-range' }, at)]
    })

export const NOTHING_NEWER: Candidate['newer'] = { allowed: null, sameMajor: null, all: null }

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

/** What the manifest's range lets in; null when it is none (a path, a git address): the code is not the registry's then. */
const allows = (
  { declared }: Use,
  { tags }: ReleaseList,
  ecosystem: Ecosystem,
): ((version: string) => boolean) | null => {
  if (declared === null || declared.range === '') return () => true
  const tagged = Object.hasOwn(tags, declared.range) ? tags[declared.range] : undefined
  if (tagged !== undefined) return (version) => version === tagged
  const alternatives = ecosystem.isRange(declared.range) ? [declared.range] : declared.range.split(' || ')
  if (!alternatives.every(ecosystem.isRange)) return null
  return (version) => alternatives.some((range) => ecosystem.satisfies(version, range))
}

/** `2.33` and `2.33.0` are one version. */
const same = (ecosystem: Ecosystem, a: string, b: string): boolean =>
  a === b || (isVersion(ecosystem, a) && isVersion(ecosystem, b) && ecosystem.compare(a, b) === 0)

const isVersion = (ecosystem: Ecosystem, text: string): boolean => ecosystem.exact(text) !== null
