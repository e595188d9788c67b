import { ecosystems } from '../../ecosystems/index.ts'
import { atMost } from '../../model/listed.ts'
import { wishText } from '../../model/runtime-wish.ts'
import type { Target } from '../../model/sdk.ts'

/** What a version says of the runtime that it was asked for on: nothing against it, or which others it wants. */
type Claim =
  | { readonly kind: 'fits' }
  /** `binding`: its installers refuse; else they warn, and it may run all the same. */
  | { readonly kind: 'excludes'; readonly wants: string; readonly binding: boolean }

const claimOf = ({ sdk, runtime, requires }: Target): Claim => {
  const { satisfies, isRange, runtimeClaim } = ecosystems[sdk.registry]
  if (!runtime || !requires || !isRange(requires) || satisfies(runtime.version, requires)) return { kind: 'fits' }
  return {
    kind: 'excludes',
    wants: `${runtime.name} ${requires} (${runtimeClaim.field})`,
    binding: runtimeClaim.binding,
  }
}

/** Why a version is not even installed for its runtime; null when it is. */
export const cannotRunOn = (target: Target): string | null => {
  const claim = claimOf(target)
  return claim.kind === 'excludes' && claim.binding && target.runtime
    ? `${target.sdk.package} ${target.version} wants ${claim.wants}, and this is ${wishText(target.runtime)}: its installers refuse it there.`
    : null
}

/** A reason with what the version says of the runtime that it was tried on, where that may be why. */
export const withClaim = (reason: string, target: Target): string => {
  const claim = claimOf(target)
  return claim.kind === 'excludes' && !claim.binding && target.runtime
    ? `${reason}\nIt says that it wants ${claim.wants}, and this is ${wishText(target.runtime)}.`
    : reason
}

/** Versions that were tried although they say that they want another runtime, by what they say. */
export const claimNotes = (targets: readonly Target[]): readonly string[] => {
  const against = targets.flatMap((target) => {
    const claim = claimOf(target)
    return claim.kind === 'excludes' && !claim.binding && target.runtime
      ? [{ target, on: wishText(target.runtime), wants: claim.wants }]
      : []
  })
  return [...Map.groupBy(against, ({ on, wants }) => `${on} ${wants}`).values()].flatMap(([first, ...more]) =>
    first
      ? [
          `${first.target.sdk.id} ${atMost(
            [first, ...more].map(({ target }) => target.version),
            5,
          )} ${more.length > 0 ? 'say that they want' : 'says that it wants'} ${first.wants}; tried on ${first.on} all the same, for installers only warn.`,
        ]
      : [],
  )
}
