import type { ReleaseList, Sdk } from '../../model/sdk.ts'
import { registries } from './index.ts'
import type { ListOptions } from './list-options.ts'
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
    { registry: sdk.registry, package: sdk.package, ...(await registries[sdk.registry].source(sdk.package, options)) },
    options,
  )
