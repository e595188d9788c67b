import type { Sdk } from '../../model/sdk.ts'
import { registries } from './index.ts'
import type { ListOptions } from './list-options.ts'

/**
 * How the public registry's page of a version is called; null when another registry is in use: what it holds under this
 * name may be something else.
 */
export const releasePages = async (
  { registry, package: name }: Pick<Sdk, 'registry' | 'package'>,
  options: Pick<ListOptions, 'env' | 'cwd'>,
): Promise<(version: string) => string | null> => {
  const { isPublic, page } = registries[registry]
  return (await isPublic(name, options)) ? (version) => page(name, version) : () => null
}
