import type { Release } from '../../model/sdk.ts'

/** The published versions right below and right above one that is not; withdrawn ones and pre-releases are no advice. */
export const nearestReleases = (
  version: string,
  releases: readonly Release[],
  compare: (a: string, b: string) => number,
): readonly string[] => {
  const good = releases
    .filter(({ yanked, deprecated, prerelease }) => yanked === null && deprecated === null && !prerelease)
    .map((release) => release.version)
  const below = good.findLast((other) => compare(other, version) < 0)
  const above = good.find((other) => compare(other, version) > 0)
  return [below, above].filter((one) => one !== undefined)
}
