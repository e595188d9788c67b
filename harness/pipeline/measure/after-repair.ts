import type { How } from '../../measure/install/install.ts'
import type { Installed } from '../../model/installed.ts'
import { counted } from '../../model/listed.ts'
import { targetName } from '../../model/sdk.ts'
import type { World } from '../world.ts'

type Ready = Extract<Installed, { state: 'ready' }>

type Attempt<T> = {
  readonly how: How
  readonly wentWrong: (first: T) => boolean
  readonly again: (installed: Ready) => Promise<T>
}

/**
 * Before something that went wrong is told of a version, its install is held against what was written down when it was made:
 * a file that was changed since says nothing about the version. It is then installed anew and measured again, once.
 */
export const afterRepair = async <T>(
  installed: Ready,
  first: T,
  { how, wentWrong, again }: Attempt<T>,
  world: Pick<World, 'installer' | 'tell'>,
): Promise<T> => {
  if (!installed.reused || !wentWrong(first)) return first
  const repaired = await world.installer.repair(installed, how)
  if (repaired === null || repaired.installed.state === 'failed') return first
  const [file] = repaired.damaged
  const why =
    file === undefined
      ? 'it is not known what its install was made of'
      : `${counted(repaired.damaged.length, 'file of its install was', 'files of its install were')} not as installed (${file})`
  world.tell({ kind: 'note', text: `${targetName(installed.target)} is installed anew and measured again: ${why}.` })
  return again(repaired.installed)
}
