import { createHash } from 'node:crypto'
import type { ResultStore } from '../../measure/store/result-store.ts'
import type { Shelf } from '../../measure/store/shelf.ts'
import { rememberedOfTwo } from '../../model/remembered.ts'
import { type Target, targetName } from '../../model/sdk.ts'
import { keyOf, shelfOf } from '../measure/shelf-of.ts'
import type { Planned } from '../plan/planned.ts'
import { todayOf } from '../today.ts'
import type { World } from '../world.ts'
import type { GateRequest, GateStep, JudgedStep } from './gate-request.ts'
import { lineOf, wayOf } from './judge-step.ts'

/** How earlier runs judged steps, where nothing that they looked at is otherwise now. */
export type JudgedBefore = {
  /** What a step to this version came to, as it was left; null: nobody knows, and it is to be measured and judged. */
  readonly known: (step: GateStep, to: Target, as: Asked) => Promise<JudgedStep | null>
  /** Leaves what it came to for later runs, where all that it was judged by is kept. @returns what it was given */
  readonly leave: (step: GateStep, to: Target, as: Asked, judged: JudgedStep) => Promise<JudgedStep>
}

/** As the answer, or on the search for how far one may go, which asks for no drifts. */
export type Asked = 'answer' | 'reach'

/**
 * Judged steps by the names of both versions' kept results and by all else that decides what they come to; the store adds the
 * code. Nothing is known of a step with a command or a program of the user's, or with a result that is believed for a while
 * only.
 */
export const judgedBefore = (
  request: GateRequest,
  planned: (step: GateStep, target: Target) => Planned,
  world: Pick<World, 'store' | 'clock' | 'observeAll' | 'installer' | 'gateways'>,
): JudgedBefore => {
  const { store, observeAll } = world
  const asked = digestOf(factsOf(request, world))
  const wordsOf = rememberedOfTwo((sdk: GateStep['sdk'], family: GateStep['family']) => digestOf([sdk, family]))
  const endAt = async (step: GateStep, target: Target): Promise<End | null> =>
    store ? endOf(planned(step, target), { ...world, store }) : null
  /** As they stood when they were first asked for. */
  const seen = new Map<string, Promise<End | null>>()
  const endSeen: typeof endAt = (step, target) => {
    const name = `${targetName(target)} ${wordsOf(step.sdk, step.family)}`
    const end = seen.get(name) ?? endAt(step, target)
    seen.set(name, end)
    return end
  }
  const placeOf = async (step: GateStep, to: Target, as: Asked, endFor: typeof endAt): Promise<Place | null> => {
    if (observeAll || request.command) return null
    const [from, end] = await Promise.all([endFor(step, step.from), endFor(step, to)])
    if (!from || !end) return null
    const way = [wayOf({ ...step, to }), lineOf({ ...step, to })]
    const words = wordsOf(step.sdk, step.family)
    return { shelf: end.shelf, facts: [as, asked, words, step.from, to, way, from.name, end.name] }
  }
  return {
    known: async (step, to, as) => {
      const place = await placeOf(step, to, as, endSeen)
      // Whoever left something of this name left just that.
      return ((place && store?.concluded(place.shelf, place.facts)) ?? null) as JudgedStep | null
    },
    leave: async (step, to, as, judged) => {
      const [before, after] = await Promise.all([endSeen, endAt].map((endFor) => placeOf(step, to, as, endFor)))
      // What stood there before and stands there after is what was judged; another run may have measured between.
      if (judged.measured && before && after && digestOf(before.facts) === digestOf(after.facts))
        await store?.conclude(after.shelf, after.facts, as === 'answer' ? judged : { ...judged, drifts: [] })
      return judged
    },
  }
}

type End = { readonly shelf: Shelf; readonly name: readonly unknown[] }
type Place = { readonly shelf: Shelf; readonly facts: unknown }

/** What is asked of all steps alike. The day decides when an acceptance ends, and nothing else. */
const factsOf = (request: GateRequest, { clock }: Pick<World, 'clock'>): readonly unknown[] => {
  const { scenarios, patterns, gateways, gatewaysChosen, acceptances, severities, failOn } = request
  const today = acceptances.length > 0 ? todayOf(clock) : null
  return [scenarios, patterns, gateways, gatewaysChosen, acceptances, severities, failOn, today]
}

/** One version's shelf, and the name of what it says of all its cells; null where that is not known for good. */
const endOf = async (
  one: Planned,
  world: Pick<World, 'installer' | 'gateways'> & { readonly store: ResultStore },
): Promise<End | null> => {
  if (one.programs.length > 0) return null
  const shelf = await shelfOf(one, world)
  const keys = one.cells.map((cell) => keyOf(cell, world))
  const name = shelf && world.store.nameOfAnswer(shelf, keys)
  return shelf && name !== null ? { shelf, name: [name, shelf.runtime, keys] } : null
}

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url')
