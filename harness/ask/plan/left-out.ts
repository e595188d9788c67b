import type { Ecosystem } from '../../ecosystems/ecosystem.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Release } from '../../model/sdk.ts'

/** A version that a selector would take but for its state. */
export type LeftOut = { readonly version: string; readonly why: string }

/** Only wheels are installed on PyPI: building one would run the package's own code. */
export const NO_WHEEL = 'no wheel'
export const noWheel = ({ version }: Release): LeftOut => ({ version, why: NO_WHEEL })

/** Why a range (null: all versions) does not take a version, or null when it does. */
export const whyLeftOut = (
  release: Release,
  range: string | null,
  { include }: MatrixSdk,
  ecosystem: Ecosystem,
): LeftOut | null => {
  const { version, yanked, deprecated, prerelease, installable } = release
  const because = (what: string, words: string | null): LeftOut => ({
    version,
    why: words ? `${what}: ${words}` : what,
  })
  if (!installable) return noWheel(release)
  if (yanked !== null && !include.includes('yanked')) return because('yanked', yanked)
  if (deprecated !== null && !include.includes('deprecated')) return because('deprecated', deprecated)
  if (!prerelease || include.includes('prerelease')) return null
  if (range !== null && ecosystem.asksForPrerelease(version, range)) return null
  return because('pre-release', null)
}
