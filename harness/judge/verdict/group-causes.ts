import { type Severity, worst } from '../../model/severity.ts'
import type { RawDrift } from './compare-runs.ts'
import { causesOf, signatureOf } from './signature.ts'

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
 * But not when what it shows beside is graver: a release that changes a field of every request and moves a credential in
 * some did two things.
 */
export const groupCauses = (drifts: readonly RawDrift[]): readonly Cause[] =>
  [...Map.groupBy(drifts, ({ from, to }) => JSON.stringify([from, to])).values()].flatMap(groupStep)

const groupStep = (drifts: readonly RawDrift[]): readonly Cause[] => {
  const exact = [...Map.groupBy(drifts, ({ changes }) => JSON.stringify(signatureOf(changes)))].map(([, same]) => ({
    signature: signatureOf(same[0]?.changes ?? []),
    drifts: same,
    gravity: gravityOf(same),
  }))
  const bySize = exact.toSorted(
    (a, b) => b.drifts.length - a.drifts.length || (String(a.signature) < String(b.signature) ? -1 : 1),
  )
  const leaders: { signature: readonly string[]; drifts: RawDrift[]; gravity: Severity }[] = []
  for (const cause of bySize) {
    const leader = leaders.find(
      ({ signature, gravity }) =>
        worst([gravity, cause.gravity]) === gravity && signature.every((change) => cause.signature.includes(change)),
    )
    if (leader) leader.drifts.push(...cause.drifts)
    else leaders.push({ ...cause, drifts: [...cause.drifts] })
  }
  return leaders.map(({ signature, drifts: own }) => ({ signature, drifts: own }))
}

/** How much the cause itself matters, whatever the gateway made of it. */
const gravityOf = ([first]: readonly RawDrift[]): Severity =>
  worst(causesOf(first?.changes ?? []).map(({ severity }) => severity))
