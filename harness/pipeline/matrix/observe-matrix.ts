import type { Measured, RunName, Shard, SharedPlan } from '../../model/part.ts'
import { planMatrix } from '../plan/plan-matrix.ts'
import { withLines } from '../plan/release-lines.ts'
import { runName } from '../plan/run-name.ts'
import { partOf } from '../shards/part-of.ts'
import type { World } from '../world.ts'
import { withoutOthers } from './about-others.ts'
import type { MatrixRequest } from './matrix-request.ts'
import { measureAll } from './measure-all.ts'

/**
 * The stages up to what was observed.
 * @param part measure this part of the plan alone, as it was shared out. Default: all of it
 * @throws UserError for the user's mistakes only, and for a matrix that cannot be shared
 */
export const observeMatrix = async (
  request: MatrixRequest,
  world: World,
  part?: { readonly shard: Shard; readonly shared: SharedPlan | null },
): Promise<{ readonly measured: Measured; readonly planned: readonly RunName[] }> => {
  const startedAt = world.clock.now()
  const whole = await planMatrix(request.matrix, request.scenarios, request.gateways, world)
  const plan = part ? partOf(whole, part.shard, part.shared) : whole
  for (const text of plan.notes) world.tell({ kind: 'note', text })
  const { outcomes, others, notLookedAt } = await measureAll(plan, request, world)
  const observed = withoutOthers([...outcomes.map(({ run }) => run), ...plan.lost], others)
  const planned = whole.planned.map(runName)
  return {
    planned,
    measured: {
      startedAt: startedAt.toISOString(),
      finishedAt: world.clock.now().toISOString(),
      // A part's versions are of the lines that all of them form.
      runs: withLines(observed, plan.lines, part ? planned : observed),
      noise: outcomes.flatMap((one) => one.noise),
      others: [...others],
      notLookedAt,
      leftOut: plan.leftOut,
      notes: [...plan.notes, ...(world.store?.notes() ?? [])],
    },
  }
}
