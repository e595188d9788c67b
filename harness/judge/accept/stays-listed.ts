import type { Ecosystem } from '../../ecosystems/ecosystem.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { isLocal } from '../../model/local-selector.ts'
import type { MatrixSdk, Selector } from '../../model/matrix.ts'

/**
 * Will the matrix still have this version when a newer one is published? One that is named exactly, or that lies in a
 * range taken whole, stays; one that a rule (`newest`, `newest-per-minor`, …) or a tag picked gives way to the next.
 */
export const staysListed = ({ registry, versions }: MatrixSdk, version: string): boolean =>
  versions.some((selector) => holds(selector, version, ecosystems[registry]))

const holds = (selector: Selector, version: string, { exact, compare, isRange, satisfies }: Ecosystem): boolean => {
  const rule = typeof selector === 'string' ? { range: selector, keep: 'all' } : selector
  const { range } = rule
  const whole = 'keep' in rule && rule.keep === 'all'
  if (range === undefined) return whole
  // A build has a label behind its number, which no published version is taken for.
  if (isLocal(range)) return version.includes('+')
  const named = exact(range)
  if (named !== null) return compare(named, version) === 0
  return whole && isRange(range) && satisfies(version, range)
}
