import { ecosystems } from '../../ecosystems/index.ts'
import { UserError } from '../../errors.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { ReleaseList } from '../../model/sdk.ts'
import { releaseNamed } from '../sdks/release-named.ts'

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
  const named = (flag: string, wish: string) => releaseNamed(sdk, list, { command: 'explain', flag, wish })
  const usual = list.releases.filter((one) => !one.prerelease && one.yanked === null && one.installable)
  const first = from === undefined ? usual[0] : named('--from', from)
  const last = to === undefined ? usual.at(-1) : named('--to', to)
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
