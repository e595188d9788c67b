import { spawnDriver } from '../edges/driver-process.ts'
import { ownHost } from '../edges/host.ts'
import { findWalls, type WallsHere } from '../measure/walls/find-walls.ts'

let found: Promise<WallsHere> | undefined

/** Which walls hold on this machine, tried once in this process. Never throws. */
export const wallsHere = (env: Readonly<Record<string, string | undefined>>): Promise<WallsHere> => {
  if (env['SDKDRIFT_WALLS'] === 'language')
    return Promise.resolve({ holds: [], because: 'SDKDRIFT_WALLS=language leaves them out', launcher: null })
  const { os: platform, arch } = ownHost()
  found ??= findWalls({ platform, arch, searchPath: env['PATH'] ?? '' }, spawnDriver)
  return found
}
