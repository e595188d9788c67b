import { ecosystems } from '../ecosystems/index.ts'
import { UserError } from '../errors.ts'
import { runNameText, type Shard } from '../model/part.ts'
import { cellsIn, type MatrixPlan, type Planned, runsIn } from './plan-matrix.ts'

/**
 * Seconds that a version takes on one core, roughly: what an install and a start take, and what each cell does. Measured on
 * the shipped matrix; only their proportions decide who measures what.
 */
const costOf = (one: Planned): number => {
  const isSlow = ecosystems[one.sdk.registry].slowToStart
  return 1.5 * runsIn(one) + cellsIn(one) * (isSlow ? 0.016 : 0.01)
}

/** Which shard measures which version: longest first, each to the one that has least. The same plan is always shared alike. */
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

/**
 * What one of several machines measures of a plan; what is not of any version is every machine's.
 * @throws UserError where what is measured next depends on what was found before
 */
export const partOf = (plan: MatrixPlan, { index, of }: Shard): MatrixPlan => {
  const [waiting] = plan.waiting
  if (waiting)
    throw new UserError('shard/adaptive', {
      what: `${waiting.sdk.id} is measured step by step ("adaptive"): which version is next depends on the one before, so it cannot be shared.`,
      hint: 'Give it another selector ("newest-per-minor", "spread"), or run it by itself: --sdk',
    })
  const mine = shareOut(plan.planned, costOf, of)[index - 1] ?? []
  return { ...plan, planned: mine }
}

/** The plan of each shard, for whoever starts the machines. */
export const shardsOf = (plan: MatrixPlan, of: number) =>
  shareOut(plan.planned, costOf, of).map((own, at) => ({
    shard: `${at + 1}/${of}`,
    seconds: Math.round(own.reduce((sum, one) => sum + costOf(one), 0)),
    versions: own.map(({ sdk, target }) => runNameText({ sdk: sdk.id, version: target.version })),
  }))
