import type { Program } from '../../model/program.ts'
import type { Planned } from '../plan/planned.ts'
import type { World } from '../world.ts'
import { afterRepair } from './after-repair.ts'
import { bestTry, type ChosenVariables, isFurthest, type Try } from './best-try.ts'
import { commandOnce, variablesOf } from './command-once.ts'
import { howOf, install, type Ready } from './install-target.ts'
import { type ProgramPlace, programPlace } from './kept-program.ts'
import { mayBeDamage } from './may-be-damage.ts'
import type { Live, Session } from './session.ts'

/** With which of the SDK's own variables a command is run: what an earlier run found, or what is found by trying. */
export const chooseVariables = async (
  planned: Planned,
  command: Program,
  session: Session,
  world: World,
): Promise<ChosenVariables> => {
  const place = await programPlace(planned, command, session, world)
  const kept = place ? await world.store?.recall(place.shelf) : null
  if (kept?.failure?.kind === 'install') return { kind: 'not-installed', reason: kept.failure.reason }
  const index = place ? kept?.choices.get(place.choiceKey) : undefined
  return index === undefined ? tried(planned, command, place, session, world) : { kind: 'chosen', index }
}

/**
 * Tries the command behind a gateway that lets everything in, with the SDK's own variables from few to many, until it ends
 * well or does not end.
 */
const tried = (
  planned: Planned,
  command: Program,
  place: ProgramPlace | null,
  session: Session,
  world: World,
): Promise<ChosenVariables> =>
  session.queues.drive.add(async () => {
    const installed = await install(planned, world)
    if (installed.state === 'failed') {
      if (place) await world.store?.keepFailure(place.shelf, { kind: 'install', reason: installed.reason })
      return { kind: 'not-installed', reason: installed.reason }
    }
    const live = await session.live()
    const again = (ready: Ready): Promise<readonly Try[]> => tryAll(planned, ready, command, live, session, world)
    const tries = await afterRepair(
      installed,
      await again(installed),
      { how: howOf(planned), wentWrong: allMayBeDamage, again },
      world,
    )
    const best = bestTry(tries)
    if (place && best.kind === 'chosen')
      await world.store?.keepChoice(place.shelf, place.choiceKey, best.index, installed)
    return best.kind === 'chosen' ? best : { ...best, reason: live.redact(best.reason) }
  })

const tryAll = async (
  planned: Planned,
  installed: Ready,
  command: Program,
  live: Live,
  session: Session,
  world: World,
): Promise<readonly Try[]> => {
  const tries: Try[] = []
  for (const [variables, set] of variablesOf(planned, live, '').entries()) {
    const at = { planned, installed, gateway: world.control.id, variables }
    const result = await commandOnce(at, command, live, session, world)
    const names = Object.keys(set)
    tries.push({ result, variables: names })
    // Without any, it may be asking the vendor's own address again and again.
    if (isFurthest(result) && (result.sent > 0 || names.length > 0)) break
  }
  return tries
}

const allMayBeDamage = (tries: readonly Try[]): boolean => tries.every(({ result }) => mayBeDamage(result.capture))
