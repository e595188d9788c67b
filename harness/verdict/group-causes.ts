import type { RawDrift } from './compare-runs.ts'
import { signatureOf } from './signature.ts'

/** Drifts that one cause made. */
export type Cause = {
  /** The changes that all its drifts share. */
  readonly signature: readonly string[]
  /** Never empty; those with just the shared changes first. */
  readonly drifts: readonly RawDrift[]
}

/**
 * Drifts of one SDK by step and cause: the same change signature is the same cause. A drift that shows another cause's
 * changes and a little more (the same field lost again on a redirect, say) belongs to that cause, when that one is seen
 * in more scenarios: else a release that changed one thing would be told once for each scenario that is a little different.
 */
export const groupCauses = (drifts: readonly RawDrift[]): readonly Cause[] =>
  [...Map.groupBy(drifts, ({ from, to }) => JSON.stringify([from, to])).values()].flatMap(groupStep)

const groupStep = (drifts: readonly RawDrift[]): readonly Cause[] => {
  const exact = [...Map.groupBy(drifts, ({ changes }) => JSON.stringify(signatureOf(changes)))].map(
    ([, same]): Cause => ({ signature: signatureOf(same[0]?.changes ?? []), drifts: same }),
  )
  const bySize = exact.toSorted(
    (a, b) => b.drifts.length - a.drifts.length || (String(a.signature) < String(b.signature) ? -1 : 1),
  )
  const leaders: { signature: readonly string[]; drifts: RawDrift[] }[] = []
  for (const cause of bySize) {
    const leader = leaders.find(({ signature }) => signature.every((change) => cause.signature.includes(change)))
    if (leader) leader.drifts.push(...cause.drifts)
    else leaders.push({ signature: cause.signature, drifts: [...cause.drifts] })
  }
  return leaders
}
