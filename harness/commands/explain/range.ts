import { nearestReleases } from '../../ask/plan/nearest-releases.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { UserError } from '../../errors.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Release, ReleaseList } from '../../model/sdk.ts'

export type Ends = { readonly from?: string; readonly to?: string }

/** So many versions are measured at once at most; where they show the change, those between are looked at next. */
export const MOST_VERSIONS = 20

/**
 * The published versions from one end to the other, oldest first: those that people install, and the ends whatever they
 * are. Without `from` it begins at the oldest, without `to` it ends at the newest.
 * @throws UserError for an end that is not published, or ends in the wrong order
 */
export const versionsBetween = (sdk: MatrixSdk, list: ReleaseList, { from, to }: Ends): readonly string[] => {
  const { compare } = ecosystems[sdk.registry]
  const usual = list.releases.filter((one) => !one.prerelease && one.yanked === null && one.installable)
  const first = from === undefined ? usual[0] : releaseOf(sdk, list, '--from', from)
  const last = to === undefined ? usual.at(-1) : releaseOf(sdk, list, '--to', to)
  if (!first || !last)
    throw new UserError('explain/no-versions', { what: `${sdk.package} has no installable version.` })
  if (compare(first.version, last.version) > 0)
    throw new UserError('explain/order', {
      what: `${first.version} is newer than ${last.version}.`,
      where: `--from ${first.version} --to ${last.version}`,
      hint: 'The older version is --from.',
    })
  return list.releases
    .filter(
      (one) =>
        one === first ||
        one === last ||
        (usual.includes(one) && compare(one.version, first.version) >= 0 && compare(one.version, last.version) <= 0),
    )
    .map(({ version }) => version)
}

/** At most `MOST_VERSIONS` of them, evenly, both ends among them. */
export const spread = (versions: readonly string[]): readonly string[] => {
  if (versions.length <= MOST_VERSIONS) return versions
  const step = (versions.length - 1) / (MOST_VERSIONS - 1)
  return Array.from({ length: MOST_VERSIONS }, (_, at) => versions[Math.round(at * step)] ?? '')
}

const releaseOf = (sdk: MatrixSdk, list: ReleaseList, flag: string, wish: string): Release => {
  const { exact, compare, name } = ecosystems[sdk.registry]
  const version = list.tags[wish] ?? exact(wish)
  const found = version === null ? undefined : list.releases.find((one) => compare(one.version, version) === 0)
  if (found) return found
  const near = version === null ? [] : nearestReleases(version, list.releases, compare)
  throw new UserError('explain/unknown-version', {
    what: `There is no version ${wish} of ${sdk.package} on ${name}.`,
    where: `${flag} ${wish}`,
    hint: near.length > 0 ? `Nearest: ${near.join(', ')}.` : `Its tags: ${Object.keys(list.tags).join(', ')}.`,
  })
}
