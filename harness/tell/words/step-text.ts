import { atMost, listed } from '../../model/listed.ts'
import type { Drift, StepOn } from '../../model/report.ts'

type Step = Pick<Drift, 'from' | 'to' | 'on'>

/** What the two ends of a step are called in a sentence: versions, or runtimes. */
export const endNames = ({ from, to, on }: Step): { readonly from: string; readonly to: string } =>
  on?.kind === 'between' ? { from: on.from, to: on.to } : { from, to }

/** `2.33.0 → 2.34.0`, `2.33.0 → 2.34.0 on node 22 and node 24`, `2.34.0, node 22 → node 24`. */
export const stepText = ({ from, to, on }: Step): string => {
  if (on === undefined) return `${from} → ${to}`
  if (on.kind === 'between') return `${atMost(on.versions, 3)}, ${on.from} → ${on.to}`
  return `${from} → ${to} on ${runtimesIn(on.runtimes)}`
}

/** `node 22 and node 24`; of more the name once: `node 20, 22 and 24`. */
export const runtimesIn = (names: readonly string[]): string =>
  listed(names.length < 3 ? names : names.map((name, at) => (at === 0 ? name : name.replace(/^\S+ /, ''))))

/** What is to be said of the runtimes beside the step; null when nothing is. */
export const runtimesText = (on: StepOn | undefined): string | null => {
  if (on === undefined) return null
  if (on.kind === 'between')
    return `the same version on two runtimes: it was ${on.to}, and not a release (at ${listed(on.versions)})`
  return on.notOn.length === 0
    ? null
    : `on ${runtimesIn(on.runtimes)} alone: on ${runtimesIn(on.notOn)} the same two versions were compared, and it does not show`
}
