import { nearestReleases } from '../../ask/plan/nearest-releases.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { UserError } from '../../errors.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Release, ReleaseList } from '../../model/sdk.ts'

/** How a command was told of a release. */
export type Named = { readonly command: string; readonly flag: string; readonly wish: string }

/**
 * The release that a flag names, by its version or a tag.
 * @throws UserError for one that is not published
 */
export const releaseNamed = (sdk: MatrixSdk, list: ReleaseList, { command, flag, wish }: Named): Release => {
  const { exact, compare, name: registry } = ecosystems[sdk.registry]
  const version = list.tags[wish] ?? exact(wish)
  const found = version === null ? undefined : list.releases.find((one) => compare(one.version, version) === 0)
  if (found) return found
  const near = version === null ? [] : nearestReleases(version, list.releases, compare)
  throw new UserError(`${command}/unknown-version`, {
    what: `There is no version ${wish} of ${sdk.package} on ${registry}.`,
    where: `${flag} ${wish}`,
    hint: near.length > 0 ? `Nearest: ${near.join(', ')}.` : `Its tags: ${Object.keys(list.tags).join(', ')}.`,
  })
}
