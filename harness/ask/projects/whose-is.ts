import { ecosystems } from '../../ecosystems/index.ts'
import type { Registry } from '../../model/sdk.ts'
import type { Copy } from './reading.ts'
import type { Wish } from './use.ts'

/**
 * Is it this copy that a wish speaks of, where a lockfile does not say which? The only one of its package is; of several
 * each that suits it.
 */
export const whoseIs = (registry: Registry, wish: Wish, copies: readonly Copy[], copy: Copy): boolean => {
  if (copies.filter((other) => other.package === copy.package).length === 1 || wish.kind !== 'range') return true
  const { exact, isRange, satisfies } = ecosystems[registry]
  const alternatives = isRange(wish.range) ? [wish.range] : wish.range.split(' || ')
  return exact(copy.version) === null || alternatives.some((range) => !isRange(range) || satisfies(copy.version, range))
}
