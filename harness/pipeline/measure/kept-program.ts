import { programKey, programName, type Shelf } from '../../measure/store/shelf.ts'
import type { Family } from '../../model/family.ts'
import type { Program } from '../../model/program.ts'
import type { ProgramDigest } from '../../model/program-digest.ts'
import type { Planned } from '../plan/planned.ts'
import type { World } from '../world.ts'
import type { Session } from './session.ts'
import { shelfOf } from './shelf-of.ts'

/** Where a program's results at one version are kept. */
export type ProgramPlace = {
  readonly shelf: Shelf
  /** null: what stands behind this gateway may change at any time. */
  readonly keyOf: (gateway: string, variables: number) => string | null
  /** Of the set of variables that lets it through. */
  readonly choiceKey: string
}

/** null: its results are kept for no later run, since what decides them is not known; that is said once. */
export const programPlace = async (
  planned: Planned,
  program: Program,
  session: Session,
  world: World,
): Promise<ProgramPlace | null> => {
  if (!world.store) return null
  const [shelf, digest] = await Promise.all([shelfOf(planned, world), digestOnce(program, session, world)])
  if (shelf === null || digest.kind === 'unknown') return null
  const name = keptName(digest.value, planned.family, session.timeoutMs)
  const answers = planned.family.gateway?.answers ?? []
  return {
    shelf,
    keyOf: (id, variables) => {
      const gateway = world.gateways[id]
      return gateway?.own && gateway.digest === undefined
        ? null
        : programKey(name, [variables, answers, id, gateway?.settings ?? {}, gateway?.digest ?? null])
    },
    choiceKey: programKey(name, ['variables', answers]),
  }
}

/** What its results are kept under, before anything of a gateway is said. */
export const keptName = (digest: string, { gatewaySettings = {} }: Family, timeoutMs: number): string =>
  programName([digest, gatewaySettings, timeoutMs])

const digestOnce = (program: Program, session: Session, world: World): Promise<ProgramDigest> => {
  const made = session.digests.get(program) ?? digestAndTell(program, world)
  session.digests.set(program, made)
  return made
}

const digestAndTell = async (program: Program, world: World): Promise<ProgramDigest> => {
  const digest = await world.digestOf(program)
  if (digest.kind === 'unknown')
    world.tell({
      kind: 'note',
      text: `${program.id} is measured anew each time: ${digest.reason} "inputs" in matrix.json name its files.`,
    })
  return digest
}
