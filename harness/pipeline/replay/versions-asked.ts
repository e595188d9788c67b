import { ecosystems } from '../../ecosystems/index.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { World } from '../world.ts'

/** Whether a version is asked for. */
export const rangeOf = ({ registry }: MatrixSdk, range: string | undefined): ((version: string) => boolean) => {
  if (range === undefined) return () => true
  const { exact, satisfies } = ecosystems[registry]
  const one = exact(range)
  return one === null ? (version) => satisfies(version, range) : (version) => version === one
}

/** Published and asked for, without a result. */
export const missing = async (
  sdk: MatrixSdk,
  range: string | undefined,
  versions: readonly string[],
  inRange: (version: string) => boolean,
  world: World,
): Promise<readonly string[] | null> => {
  try {
    const { releases } = await world.listReleases(sdk)
    return releases
      .filter(
        ({ version, prerelease }) =>
          (!prerelease || version === range) && inRange(version) && !versions.includes(version),
      )
      .map(({ version }) => version)
  } catch (error) {
    if (error instanceof Error && error.name === 'RegistryError') return null
    throw error
  }
}
