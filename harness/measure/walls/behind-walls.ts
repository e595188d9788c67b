import type { SpawnDriver } from '../../edges/driver-process.ts'
import type { WallsHere } from './find-walls.ts'
import { launched } from './launch-plan.ts'

/** Starts drivers behind the walls that hold on this machine; one that does not say what it may reach is none's. */
export const behindWalls =
  (walls: () => Promise<WallsHere>, spawn: SpawnDriver): SpawnDriver =>
  async (commandFor, listeners) => {
    const { launcher } = await walls()
    if (!launcher) return spawn(commandFor, listeners)
    return spawn((place) => {
      const command = commandFor(place)
      const { walled } = command
      return walled
        ? {
            ...command,
            ...launched({ ...command, ...walled, home: place.home, realFile: place.realPath(command.file) }, launcher),
          }
        : command
    }, listeners)
  }
