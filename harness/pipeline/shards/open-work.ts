import type { Standing } from '../../measure/store/result-store.ts'
import { type Took, tookBoth } from '../../model/kept.ts'
import type { Program } from '../../model/program.ts'
import { programPlace } from '../measure/kept-program.ts'
import type { Session } from '../measure/session.ts'
import { keyOf, shelfOf } from '../measure/shelf-of.ts'
import type { Planned } from '../plan/planned.ts'
import type { World } from '../world.ts'
import { estimated, type Work, wholeWork } from './cost.ts'

/** A version of which something has no result yet, and the seconds that this takes on one core. */
export type OpenWork = { readonly one: Planned; readonly seconds: number }

/**
 * What is still to be measured, by what is kept here and in the store; nothing is installed. What it takes is estimated, and
 * the estimate of an SDK is held against what its other versions took where somebody measured them.
 */
export const openWork = async (
  planned: readonly Planned[],
  session: Session,
  world: World,
): Promise<readonly OpenWork[]> => {
  const looked = await Promise.all(
    planned.map((one) => session.queues.version.add(async () => ({ one, ...(await lookAt(one, session, world)) }))),
  )
  const bySdk = Map.groupBy(looked, ({ one }) => one.sdk.id)
  return looked.flatMap(({ one, open }) =>
    open.cells === 0 ? [] : { one, seconds: estimated(one, open) * slowerThanEstimated(bySdk.get(one.sdk.id) ?? []) },
  )
}

type Looked = { readonly one: Planned; readonly open: Work; readonly took: Took | undefined }

/** By how much an SDK takes longer than its estimate; 1: nobody measured it. */
const slowerThanEstimated = (versions: readonly Looked[]): number => {
  const took = versions.reduce<Took | undefined>((sum, one) => tookBoth(sum, one.took), undefined)
  const [first] = versions
  return took && first ? took.ms / 1000 / estimated(first.one, took) : 1
}

const lookAt = async (one: Planned, session: Session, world: World): Promise<Omit<Looked, 'one'>> => {
  const shelf = await shelfOf(one, world)
  if (!shelf || !world.store) return { open: wholeWork(one), took: undefined }
  const keys = one.cells.map((cell) => keyOf(cell, world))
  const standing = await world.store.standing(shelf, keys, world.observeAll)
  const parts = await Promise.all([
    openIn(keys, standing),
    ...one.programs.map((program) => openOf(program, one, session, world)),
  ])
  return {
    open: parts.reduce(({ runs, cells }, more) => ({ runs: runs + more.runs, cells: cells + more.cells })),
    took: standing?.took ?? undefined,
  }
}

/** @param keys null: of a result that is kept for nobody */
const openIn = (keys: readonly (string | null)[], standing: Standing | null): Work => {
  const open = standing?.failure ? [] : keys.filter((key) => key === null || !standing?.keys.has(key))
  return { runs: Math.min(open.length, 1), cells: open.length }
}

const openOf = async (program: Program, one: Planned, session: Session, world: World): Promise<Work> => {
  const place = await programPlace(one, program, session, world)
  const variables = place && (await keptChoice(program, one, session, world))
  if (!place || variables === null) return { runs: 1, cells: one.gateways.length }
  const keys = one.gateways.map((gateway) => place.keyOf(gateway, variables))
  const wanted = keys.filter((key) => key !== null)
  return openIn(keys, (await world.store?.standing(place.shelf, wanted, false)) ?? null)
}

/** With which variables a program is measured at all versions, as the first that knows has it; null: nobody found out yet. */
const keptChoice = async (program: Program, one: Planned, session: Session, world: World): Promise<number | null> => {
  for (const target of one.among) {
    const place = await programPlace({ ...one, target }, program, session, world)
    const standing = place && (await world.store?.standing(place.shelf, [], false))
    const index = place ? standing?.choices.get(place.choiceKey) : undefined
    if (index !== undefined) return index
  }
  return null
}
