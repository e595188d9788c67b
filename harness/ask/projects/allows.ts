import { ecosystems } from '../../ecosystems/index.ts'
import type { ReleaseList } from '../../model/sdk.ts'

/**
 * What a range lets in, as `Declared` has it; null when it is none (a path, a git address): the code is not the
 * registry's then.
 */
export const allows = (
  range: string,
  { registry, tags }: Pick<ReleaseList, 'registry' | 'tags'>,
): ((version: string) => boolean) | null => {
  if (range === '') return () => true
  const { isRange, satisfies } = ecosystems[registry]
  const tagged = Object.hasOwn(tags, range) ? tags[range] : undefined
  if (tagged !== undefined) return (version) => version === tagged
  const alternatives = isRange(range) ? [range] : range.split(' || ')
  if (!alternatives.every(isRange)) return null
  return (version) => alternatives.some((one) => satisfies(version, one))
}
