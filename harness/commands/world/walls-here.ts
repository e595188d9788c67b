import { spawnDriver } from '../../edges/driver-process.ts'
import { ownHost } from '../../edges/host.ts'
import { UserError } from '../../errors.ts'
import { findWalls, type WallsHere } from '../../measure/walls/find-walls.ts'
import type { Place } from '../../model/options.ts'
import { WALLS, type Walls, wallsText } from '../../model/walls.ts'

let found: Promise<WallsHere> | undefined

/** Which walls hold on this machine, tried once in this process. Never throws. */
export const wallsHere = (env: Place['env']): Promise<WallsHere> => {
  found ??= find(env)
  return found
}

const find = (env: Place['env']): Promise<WallsHere> => {
  if (env['SDKDRIFT_WALLS'] === 'language')
    return Promise.resolve({ holds: [], because: 'SDKDRIFT_WALLS=language leaves them out', launcher: null })
  const { os: platform, arch } = ownHost()
  return findWalls({ platform, arch, searchPath: env['PATH'] ?? '', node: process.execPath }, spawnDriver).catch(
    (error: unknown) => ({
      holds: [],
      because: `they could not be tried: ${error instanceof Error ? error.message : String(error)}`,
      launcher: null,
    }),
  )
}

/** Those that drivers were started behind in this process; null when none was. */
export const triedWalls = async (): Promise<Walls | null> => {
  if (!found) return null
  const { holds, because } = await found
  return { holds, because }
}

/** @throws UserError when one is missing */
export const demandWalls = async (env: Place['env']): Promise<void> => {
  const walls = await wallsHere(env)
  if (walls.holds.length === WALLS.length) return
  throw new UserError('walls/missing', {
    what: `Not every wall holds on this machine. ${missingText(walls)}`,
    where: '--require-walls',
    hint: 'Linux 6.7 or later and a python3 on PATH have them all; docs/security.md says what each wants. Without the flag the guards in the runtimes are what holds.',
  })
}

/** What a run says of walls that a machine lacks. */
export const missingText = (walls: Walls): string =>
  `Walls: ${wallsText(walls)}${walls.because ? ` (${walls.because})` : ''}.`
