import { UserError } from '../../errors.ts'
import { type PlannedShard, runNameText, type Shard, type SharedPlan } from '../../model/part.ts'
import type { MatrixPlan } from '../plan/plan-matrix.ts'
import type { Planned } from '../plan/planned.ts'
import { runName } from '../plan/run-name.ts'
import { estimated, wholeWork } from './cost.ts'
import type { OpenWork } from './open-work.ts'

/** Longest first, each to the shard that has least. The same is always shared alike. */
const shareOut = <T>(all: readonly T[], cost: (one: T) => number, of: number): readonly (readonly T[])[] => {
  const shards = Array.from({ length: of }, () => ({ cost: 0, all: [] as T[] }))
  for (const one of all.toSorted((a, b) => cost(b) - cost(a))) {
    const [least] = shards.toSorted((a, b) => a.cost - b.cost)
    if (!least) break
    least.all.push(one)
    least.cost += cost(one)
  }
  return shards.map((shard) => all.filter((one) => shard.all.includes(one)))
}

const whole = (one: Planned): number => estimated(one, wholeWork(one))
const nameOf = (one: Planned): string => runNameText(runName(one))

/**
 * What one of several machines measures of a plan; what is not of any version is every machine's.
 * @param shared how it was shared out. Default: as if nothing had a result yet, which each machine knows by itself
 * @throws UserError where what is measured next depends on what was found before
 */
export const partOf = (plan: MatrixPlan, { index, of }: Shard, shared: SharedPlan | null): MatrixPlan => {
  refuseWaiting(plan)
  const named = new Map(shared?.shards.flatMap(({ versions }, at) => versions.map((name) => [name, at + 1])))
  // What the plan does not name has its results, or came out since: each of these belongs to somebody too.
  const rest = plan.planned.filter((one) => !named.has(nameOf(one)))
  const mine = new Set(shareOut(rest, whole, of)[index - 1])
  return { ...plan, planned: plan.planned.filter((one) => mine.has(one) || named.get(nameOf(one)) === index) }
}

/**
 * What is still to be measured, in so many parts.
 * @throws UserError where what is measured next depends on what was found before
 */
export const shardsOf = (plan: MatrixPlan, open: readonly OpenWork[], of: number): readonly PlannedShard[] => {
  refuseWaiting(plan)
  return shareOut(open, ({ seconds }) => seconds, of).map((own, at) => ({
    shard: `${at + 1}/${of}`,
    seconds: Math.round(own.reduce((sum, { seconds }) => sum + seconds, 0)),
    versions: own.map(({ one }) => nameOf(one)),
  }))
}

const refuseWaiting = ({ waiting: [first] }: MatrixPlan): void => {
  if (first)
    throw new UserError('shard/adaptive', {
      what: `${first.sdk.id} is measured step by step ("adaptive"): which version is next depends on the one before, so it cannot be shared.`,
      hint: 'Give it another selector ("newest-per-minor", "spread"), or run it by itself: --sdk',
    })
}
