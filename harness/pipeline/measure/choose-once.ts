import type { Program } from '../../model/program.ts'
import type { Planned } from '../plan/planned.ts'
import type { World } from '../world.ts'
import type { ChosenVariables } from './best-try.ts'
import { chooseVariables } from './choose-variables.ts'
import type { Session } from './session.ts'

/**
 * With which variables a program is measured with an SDK, at whichever version: nothing else may differ. They are those of
 * the oldest version that can be installed; where nothing works there, those of the newest.
 */
export const chooseOnce = (
  planned: Planned,
  program: Program,
  session: Session,
  world: World,
): Promise<ChosenVariables> => {
  const key = `${planned.sdk.id} ${program.id}`
  const made = session.choices.get(key) ?? choose(planned, program, session, world)
  session.choices.set(key, made)
  return made
}

const choose = async (planned: Planned, program: Program, session: Session, world: World): Promise<ChosenVariables> => {
  const left = [...planned.among]
  const next = async (target = left.shift()): Promise<ChosenVariables> => {
    if (!target) throw new Error('A program is planned for some version.')
    const found = await chooseVariables({ ...planned, target }, program, session, world)
    return found.kind === 'chosen' ? found : { ...found, reason: `At ${target.version}: ${found.reason}` }
  }
  let oldest = await next()
  while (oldest.kind === 'not-installed' && left.length > 0) oldest = await next()
  if (oldest.kind === 'chosen' || left.length === 0) return oldest
  const newest = await next(left.pop())
  if (newest.kind === 'chosen') return newest
  // It says so at both ends: what it says is its result, and needs no variables.
  return newest.kind === 'unsupported' && oldest.kind === 'unsupported' ? { kind: 'chosen', index: 0 } : oldest
}
