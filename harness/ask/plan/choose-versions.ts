import { datesOf } from '../../ecosystems/dates.ts'
import type { Ecosystem } from '../../ecosystems/ecosystem.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { linesOf } from '../../ecosystems/lines.ts'
import { type Fault, UserError } from '../../errors.ts'
import type { Keep, MatrixSdk, Selector } from '../../model/matrix.ts'
import type { Release, ReleaseList, Target } from '../../model/sdk.ts'
import { cornersOf } from './corners.ts'
import { type LeftOut, NO_WHEEL, noWheel, whyLeftOut } from './left-out.ts'
import { nearestReleases } from './nearest-releases.ts'
import { releaseTarget } from './release-target.ts'

export type ChosenVersions = {
  /** Oldest first, each once. */
  readonly targets: readonly Target[]
  /** Not to be measured unless what is found at the others asks for it (`adaptive`); oldest first, each once. */
  readonly waiting: readonly Target[]
  /** What a selector would take but for its state; oldest first, each once. */
  readonly leftOut: readonly LeftOut[]
}

/** What one selector picks, or why it picks nothing. */
type Picked =
  | {
      readonly taken: readonly Release[]
      readonly waiting: readonly Release[]
      readonly leftOut: readonly LeftOut[]
    }
  | { readonly fault: Fault }

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
  const waiting = new Set(all.flatMap((one) => one.waiting))
  const dates = datesOf(list.releases, ecosystems[sdk.registry])
  const targetOf = (release: Release): Target => releaseTarget(sdk, release, dates)
  const leftOut = new Map(all.flatMap((one) => one.leftOut).map((one) => [one.version, one] as const))
  if (taken.size === 0)
    throw new UserError('versions/none-left', nothingLeft(sdk, [...leftOut.values()], selectorWhere(0)))
  return {
    // The list is in version order already.
    targets: list.releases.filter((release) => taken.has(release)).map(targetOf),
    waiting: list.releases.filter((release) => waiting.has(release) && !taken.has(release)).map(targetOf),
    leftOut: list.releases
      .filter((release) => !taken.has(release) && !waiting.has(release))
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
    // A wheel that is not there comes by no wish.
    hint: leftOut.every(({ why }) => why === NO_WHEEL)
      ? 'Choose other versions: what has to be built is never installed.'
      : 'Choose other versions, or ask for these with "include".',
  }
}

const pick = (selector: Selector, sdk: MatrixSdk, list: ReleaseList, where: string): Picked => {
  const ecosystem = ecosystems[sdk.registry]
  if (typeof selector !== 'string') return pickRange(selector.range, selector, sdk, list, where)
  const exact = ecosystem.exact(selector)
  if (exact !== null) return pickExact(exact, sdk, list, where)
  if (ecosystem.isRange(selector)) return pickRange(selector, { keep: 'all' }, sdk, list, where)
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
    return release.installable
      ? { taken: [release], waiting: [], leftOut: [] }
      : { taken: [], waiting: [], leftOut: [noWheel(release)] }
  const near = nearestReleases(version, list.releases, compare)
  return {
    fault: {
      what: `There is no version ${version} of ${sdk.package} on ${registry}.`,
      where,
      hint: near.length > 0 ? `Nearest: ${near.join(', ')}.` : 'No version of it is published.',
    },
  }
}

type Rule = Exclude<Selector, string>

const pickRange = (range: string | undefined, rule: Rule, sdk: MatrixSdk, list: ReleaseList, where: string): Picked => {
  const ecosystem = ecosystems[sdk.registry]
  const matches = range === undefined ? () => true : matcher(ecosystem, range)
  const matching = list.releases.filter(({ version }) => matches(version))
  if (matching.length === 0) {
    const newest = list.releases.findLast(({ prerelease }) => !prerelease)?.version
    return {
      fault: {
        what: `No version of ${sdk.package} on ${ecosystem.name} matches "${range ?? 'all versions'}".`,
        where,
        hint: newest ? `The newest is ${newest}.` : 'No stable version of it is published.',
      },
    }
  }
  const judged = matching.map((release) => ({ release, why: whyLeftOut(release, range ?? null, sdk, ecosystem) }))
  if ('newest' in rule) return pickSome(judged, (usable) => usable.slice(-rule.newest))
  if ('spread' in rule) return pickSome(judged, (usable) => spreadOver(usable, rule.spread))
  return rule.keep === 'adaptive' ? pickCorners(judged, list) : pickPerGroup(judged, rule.keep, ecosystem)
}

/** A version, and why it is not to be taken; null: nothing speaks against it. */
type Judged = { readonly release: Release; readonly why: LeftOut | null }

const pickPerGroup = (judged: readonly Judged[], keep: Exclude<Keep, 'adaptive'>, ecosystem: Ecosystem): Picked => {
  // Newest first in each group: what stands before the first usable one was passed over, and is named.
  const groups = Map.groupBy(judged.toReversed(), ({ release }) => groupOf(ecosystem, release.version, keep))
  const picked = [...groups.values()].map((group) => {
    const first = group.findIndex(({ why }) => why === null)
    const passed = first < 0 ? group : group.slice(0, first)
    return { taken: group[first]?.release, leftOut: passed.flatMap(({ why }) => why ?? []) }
  })
  return {
    taken: picked.flatMap(({ taken }) => taken ?? []),
    waiting: [],
    leftOut: picked.flatMap(({ leftOut }) => leftOut),
  }
}

/** So many of the usable ones; what is newer than these and is not usable was passed over, and is named. */
const pickSome = (judged: readonly Judged[], some: (usable: readonly Release[]) => readonly Release[]): Picked => {
  const taken = some(judged.flatMap(({ release, why }) => (why === null ? [release] : [])))
  const oldest = judged.findIndex(({ release }) => release === taken[0])
  return { taken, waiting: [], leftOut: judged.slice(Math.max(0, oldest)).flatMap(({ why }) => why ?? []) }
}

/** Both ends, and the others at distances as equal as can be; all of them when there are fewer. */
const spreadOver = (usable: readonly Release[], count: number): readonly Release[] =>
  usable.length <= count
    ? usable
    : Array.from({ length: count }, (_, part) => Math.round((part * (usable.length - 1)) / (count - 1))).flatMap(
        (index) => usable[index] ?? [],
      )

const pickCorners = (judged: readonly Judged[], list: ReleaseList): Picked => {
  const usable = judged.flatMap(({ release, why }) => (why === null ? [release] : []))
  const versions = usable.map(({ version }) => version)
  const corners = new Set(cornersOf(versions, linesOf(list), ecosystems[list.registry]))
  return {
    taken: usable.filter(({ version }) => corners.has(version)),
    waiting: usable.filter(({ version }) => !corners.has(version)),
    leftOut: judged.flatMap(({ why }) => why ?? []),
  }
}

/** `{ range: "5.17.0", keep: … }` is one version, not a range of versions from there. */
const matcher = (ecosystem: Ecosystem, range: string): ((version: string) => boolean) => {
  const exact = ecosystem.exact(range)
  return (version) => (exact === null ? ecosystem.satisfies(version, range) : ecosystem.compare(version, exact) === 0)
}

const groupOf = ({ major, minor }: Ecosystem, version: string, keep: Exclude<Keep, 'adaptive'>): string =>
  ({
    all: () => version,
    newest: () => '',
    'newest-per-minor': () => minor(version),
    'newest-per-major': () => major(version),
  })[keep]()
