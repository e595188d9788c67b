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
  return `${from} → ${to} on ${listed(on.runtimes)}`
}

/** What is to be said of the runtimes beside the step; null when nothing is. */
export const runtimesText = (on: StepOn | undefined): string | null => {
  if (on === undefined) return null
  if (on.kind === 'between')
    return `the same version on two runtimes: it was ${on.to}, and not a release (at ${listed(on.versions)})`
  return on.notOn.length === 0
    ? null
    : `on ${listed(on.runtimes)} alone: on ${listed(on.notOn)} the same two versions were compared, and it does not show`
}
