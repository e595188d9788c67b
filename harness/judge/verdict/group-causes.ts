import { type Change, isReach } from '../../model/report.ts'
import { type Severity, worst } from '../../model/severity.ts'
import type { RawDrift } from './compare-runs.ts'
import { causesOf, signatureOf, signatureOfChange } from './signature.ts'

/** Drifts that one cause made. */
export type Cause = {
  /** The changes that all its drifts share. */
  readonly signature: readonly string[]
  /** Every drift that is told under it; those with just the shared changes first. May be empty for what is everywhere. */
  readonly own: readonly RawDrift[]
  /** Never empty. `own`, or, when each of them shows something graver too, all that show it. */
  readonly drifts: readonly RawDrift[]
}

/**
 * Drifts of one SDK by step and cause: the same change signature is the same cause.
 *
 * - A change that stands in nearly every drift of a step is a cause by itself, and is subtracted from the others: a field
 *   that changed in each request must neither head a finding about a credential nor split it.
 * - A drift that shows another cause's changes and a little more (the same field lost again on a redirect, say) belongs to
 *   that cause, when that one is seen in more scenarios: else a release that changed one thing would be told once for each
 *   scenario that is a little different. But not when what it shows beside is graver: that release did two things.
 */
export const groupCauses = (drifts: readonly RawDrift[]): readonly Cause[] =>
  [...Map.groupBy(drifts, stepOf).values()].flatMap(groupStep)

/**
 * A step of runtimes is one step, at whichever versions it was seen. What a version reached for was seen in no scenario: it has
 * no part in what others have in common.
 */
const stepOf = ({ from, to, on, changes }: RawDrift): string =>
  JSON.stringify([changes.some(isReach), ...(on?.kind === 'between' ? [on.kind, on.from, on.to] : [from, to])])

const groupStep = (drifts: readonly RawDrift[]): readonly Cause[] => {
  const common = everywhere(drifts)
  const shown = drifts.map((drift) => read(drift, common))
  const exact = [...Map.groupBy(shown, ({ signature }) => JSON.stringify(signature)).values()]
    .map((same) => ({ signature: same[0]?.signature ?? [], drifts: same, gravity: same[0]?.gravity ?? 'cosmetic' }))
    .toSorted((a, b) => b.drifts.length - a.drifts.length || (String(a.signature) < String(b.signature) ? -1 : 1))
  const leaders: { signature: readonly string[]; drifts: Shown[]; gravity: Severity }[] = []
  for (const cause of exact) {
    const leader = leaders.find(
      ({ signature, gravity }) =>
        worst([gravity, cause.gravity]) === gravity && signature.every((change) => cause.signature.includes(change)),
    )
    if (leader) leader.drifts.push(...cause.drifts)
    else leaders.push({ ...cause, drifts: [...cause.drifts] })
  }
  const led = leaders.map(({ signature, drifts: own }): Cause => {
    const raw = own.map(({ drift }) => drift)
    return { signature, own: raw, drifts: raw }
  })
  const told = new Set(led.flatMap(({ signature }) => signature))
  const untold = common.filter((change) => !told.has(signatureOfChange(change)))
  const alone = [...Map.groupBy(untold, ({ severity }) => severity).values()]
    .map((same) => same.map(signatureOfChange).sort())
    .map((signature): Cause => {
      const showing = shown.filter(({ all }) => signature.every((change) => all.includes(change)))
      return { signature, own: [], drifts: showing.map(({ drift }) => drift) }
    })
  return [...led, ...alone.filter(({ drifts: showing }) => showing.length > 0)]
}

type Shown = {
  readonly drift: RawDrift
  /** All that its cause is made of. */
  readonly all: readonly string[]
  /** The same without what stands everywhere; when nothing graver is left, with the gravest of that. */
  readonly signature: readonly string[]
  /** How much the signature itself matters, whatever the gateway made of it. */
  readonly gravity: Severity
}

const read = (drift: RawDrift, common: readonly Change[]): Shown => {
  const known = new Set(common.map(signatureOfChange))
  const causes = causesOf(drift.changes)
  const isGeneral = (change: Change): boolean => known.has(signatureOfChange(change))
  const rest = causes.filter((change) => !isGeneral(change))
  const general = gravestOf(causes.filter(isGeneral))
  const isGraver = rest.length > 0 && (general.length === 0 || isWorse(gravityOf(rest), gravityOf(general)))
  const own = isGraver ? rest : [...general, ...rest]
  return {
    drift,
    all: causes.map(signatureOfChange),
    signature: own.map(signatureOfChange).sort(),
    gravity: gravityOf(own),
  }
}

const isWorse = (a: Severity, b: Severity): boolean => a !== b && worst([a, b]) === a
const gravityOf = (changes: readonly Change[]): Severity => worst(changes.map(({ severity }) => severity))
const gravestOf = (changes: readonly Change[]): readonly Change[] =>
  changes.filter(({ severity }) => severity === gravityOf(changes))

/** Of fewer drifts than this nothing can be said to stand everywhere. */
const ENOUGH = 5
/** The share of a step's drifts that is nearly all of them. */
const NEARLY_ALL = 0.8

/** Changes that nearly every drift of a step shows, when they do not all show the very same ones. */
const everywhere = (drifts: readonly RawDrift[]): readonly Change[] => {
  if (drifts.length < ENOUGH || new Set(drifts.map(({ changes }) => String(signatureOf(changes)))).size === 1) return []
  const shown = Map.groupBy(
    drifts.flatMap(({ changes }) => causesOf(changes)),
    signatureOfChange,
  )
  return [...shown.values()].flatMap((same) => (same.length >= drifts.length * NEARLY_ALL ? same.slice(0, 1) : []))
}
