import type { ReleaseList, Sdk } from '../../model/sdk.ts'
import type { ListOptions } from './list-options.ts'
import { npmSource } from './npm.ts'
import { pypiSource } from './pypi.ts'
import { revalidate } from './revalidate.ts'

/**
 * All published versions of a package, oldest first, from the registry that the user's own configuration names.
 * @throws RegistryError when neither the registry nor the cache has them
 */
export const listReleases = async (
  sdk: Pick<Sdk, 'registry' | 'package'>,
  options: ListOptions,
): Promise<ReleaseList> =>
  revalidate(
    sdk.registry === 'npm' ? await npmSource(sdk.package, options) : await pypiSource(sdk.package, options),
    options,
  )
