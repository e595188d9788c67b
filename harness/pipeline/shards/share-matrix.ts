import type { SharedPlan } from '../../model/part.ts'
import type { MatrixRequest } from '../matrix/matrix-request.ts'
import { withSession } from '../measure/session.ts'
import { planMatrix } from '../plan/plan-matrix.ts'
import type { World } from '../world.ts'
import { type OpenWork, openWork } from './open-work.ts'
import { shardsOf } from './part-of.ts'

/** Into how many parts: so many, or as few as none of them takes longer than so many seconds; and not more than `most`. */
export type Parts = { readonly most: number } & ({ readonly parts: number } | { readonly secondsEach: number })

/** How what has no result yet is shared out among machines; nothing is installed or measured. */
export const shareMatrix = async (
  request: MatrixRequest,
  wanted: Parts,
  world: World,
): Promise<Omit<SharedPlan, 'schemaVersion' | 'asked'>> => {
  const { matrix, scenarios, gateways, noiseCheck } = request
  const plan = await planMatrix(matrix, scenarios, gateways, world)
  // What is measured twice is measured anew.
  const known = noiseCheck ? { ...world, store: null } : world
  const open = await withSession(matrix.timeoutMs, known, (session) => openWork(plan.planned, session, known))
  const times = noiseCheck ? 2 : 1
  const all = open.map(({ one, seconds }) => ({ one, seconds: times * seconds }))
  return {
    known: plan.planned.length - open.length,
    shards: shardsOf(plan, all, partsFor(all, wanted)),
  }
}

const partsFor = (open: readonly OpenWork[], wanted: Parts): number => {
  if ('parts' in wanted) return Math.min(wanted.most, wanted.parts)
  const seconds = open.reduce((sum, one) => sum + one.seconds, 0)
  // A version is measured whole: more parts than versions would have nothing to do.
  return Math.max(1, Math.min(wanted.most, open.length, Math.ceil(seconds / wanted.secondsEach)))
}
