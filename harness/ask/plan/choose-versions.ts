import type { Ecosystem } from '../../ecosystems/ecosystem.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { type Fault, UserError } from '../../errors.ts'
import type { MatrixSdk, Selector } from '../../model/matrix.ts'
import type { Release, ReleaseList, Target } from '../../model/sdk.ts'
import { type LeftOut, noWheel, whyLeftOut } from './left-out.ts'
import { nearestReleases } from './nearest-releases.ts'
import { releaseTarget } from './release-target.ts'

export type ChosenVersions = {
  /** Oldest first, each once. */
  readonly targets: readonly Target[]
  /** What a selector would take but for its state; oldest first, each once. */
  readonly leftOut: readonly LeftOut[]
}

/** What one selector picks, or why it picks nothing. */
type Picked = { readonly taken: readonly Release[]; readonly leftOut: readonly LeftOut[] } | { readonly fault: Fault }

/**
 * Resolves an SDK's selectors to published versions.
 * @param selectorWhere the place of a selector, for messages
 * @throws UserError with a fault for every selector that matches nothing
 */
export const chooseVersions = (
  sdk: MatrixSdk,
  list: ReleaseList,
  selectorWhere: (index: number) => string = (index) => `${sdk.id}: versions[${index}]`,
): ChosenVersions => {
  const picked = sdk.versions.map((selector, index) => pick(selector, sdk, list, selectorWhere(index)))
  const faults = picked.flatMap((one) => ('fault' in one ? [one.fault] : []))
  if (faults.length > 0) throw new UserError('versions/none-match', faults)

  const all = picked.flatMap((one) => ('fault' in one ? [] : [one]))
  const taken = new Set(all.flatMap((one) => one.taken))
  const leftOut = new Map(all.flatMap((one) => one.leftOut).map((one) => [one.version, one] as const))
  if (taken.size === 0)
    throw new UserError('versions/none-left', nothingLeft(sdk, [...leftOut.values()], selectorWhere(0)))
  return {
    // The list is in version order already.
    targets: list.releases.filter((release) => taken.has(release)).map((release) => releaseTarget(sdk, release)),
    leftOut: list.releases
      .filter((release) => !taken.has(release))
      .flatMap(({ version }) => leftOut.get(version) ?? []),
  }
}

/** A run that measures nothing must not look like one that found nothing. */
const nothingLeft = (sdk: MatrixSdk, leftOut: readonly LeftOut[], where: string): Fault => {
  const named = leftOut.slice(-3).map(({ version, why }) => `${version} (${why})`)
  const more = leftOut.length > named.length ? ` and ${leftOut.length - named.length} older` : ''
  return {
    what: `Of ${sdk.package} on ${ecosystems[sdk.registry].name} nothing is left to measure: ${named.join(', ')}${more}.`,
    where,
    hint: 'Choose other versions, or ask for these with "include".',
  }
}

const pick = (selector: Selector, sdk: MatrixSdk, list: ReleaseList, where: string): Picked => {
  const ecosystem = ecosystems[sdk.registry]
  if (typeof selector !== 'string') return pickRange(selector.range, selector.keep, sdk, list, where)
  const exact = ecosystem.exact(selector)
  if (exact !== null) return pickExact(exact, sdk, list, where)
  if (ecosystem.isRange(selector)) return pickRange(selector, 'all', sdk, list, where)
  const tagged = list.tags[selector]
  if (tagged !== undefined) return pickExact(tagged, sdk, list, where)
  const tags = Object.keys(list.tags)
  return {
    fault: {
      what: `${sdk.package} on ${ecosystem.name} has no version or tag "${selector}".`,
      where,
      hint: tags.length > 0 ? `Its tags: ${tags.join(', ')}.` : 'It has no tags at all.',
    },
  }
}

const pickExact = (version: string, sdk: MatrixSdk, list: ReleaseList, where: string): Picked => {
  const { compare, name: registry } = ecosystems[sdk.registry]
  const release = list.releases.find((one) => compare(one.version, version) === 0)
  if (release)
    return release.installable ? { taken: [release], leftOut: [] } : { taken: [], leftOut: [noWheel(release)] }
  const near = nearestReleases(version, list.releases, compare)
  return {
    fault: {
      what: `There is no version ${version} of ${sdk.package} on ${registry}.`,
      where,
      hint: near.length > 0 ? `Nearest: ${near.join(', ')}.` : 'No version of it is published.',
    },
  }
}

type Keep = Exclude<Selector, string>['keep']

const pickRange = (range: string, keep: Keep, sdk: MatrixSdk, list: ReleaseList, where: string): Picked => {
  const ecosystem = ecosystems[sdk.registry]
  const matches = matcher(ecosystem, range)
  const matching = list.releases.filter(({ version }) => matches(version))
  if (matching.length === 0) {
    const newest = list.releases.findLast(({ prerelease }) => !prerelease)?.version
    return {
      fault: {
        what: `No version of ${sdk.package} on ${ecosystem.name} matches "${range}".`,
        where,
        hint: newest ? `The newest is ${newest}.` : 'No stable version of it is published.',
      },
    }
  }
  // Newest first in each group: what stands before the first usable one was passed over, and is named.
  const groups = Map.groupBy(matching.toReversed(), ({ version }) => groupOf(ecosystem, version, keep))
  const judged = [...groups.values()].map((group) => {
    const leftOut = group.map((release) => whyLeftOut(release, range, sdk, ecosystem))
    const first = leftOut.indexOf(null)
    return {
      taken: group[first],
      leftOut: (first < 0 ? leftOut : leftOut.slice(0, first)).filter((one) => one !== null),
    }
  })
  return {
    taken: judged.flatMap(({ taken }) => taken ?? []),
    leftOut: judged.flatMap(({ leftOut }) => leftOut),
  }
}

/** `{ range: "5.17.0", keep: … }` is one version, not a range of versions from there. */
const matcher = (ecosystem: Ecosystem, range: string): ((version: string) => boolean) => {
  const exact = ecosystem.exact(range)
  return (version) => (exact === null ? ecosystem.satisfies(version, range) : ecosystem.compare(version, exact) === 0)
}

const groupOf = ({ major, minor }: Ecosystem, version: string, keep: Keep): string =>
  ({
    all: () => version,
    newest: () => '',
    'newest-per-minor': () => minor(version),
    'newest-per-major': () => major(version),
  })[keep]()
