import type { How } from '../measure/install/install.ts'
import type { Installed } from '../model/installed.ts'
import { counted } from '../model/listed.ts'
import type { RunResult } from '../model/report.ts'
import { targetName } from '../model/sdk.ts'
import type { World } from './world.ts'

type Ready = Extract<Installed, { state: 'ready' }>

/**
 * Before something that went wrong is told of a version, its install is held against what was written down when it was made:
 * a file that was changed since says nothing about the version. It is then installed anew and measured again, once.
 */
export const afterRepair = async (
  installed: Ready,
  run: RunResult,
  { how, again }: { readonly how: How; readonly again: (installed: Ready) => Promise<RunResult> },
  world: Pick<World, 'installer' | 'tell'>,
): Promise<RunResult> => {
  if (!installed.reused || !wentWrong(run)) return run
  const repaired = await world.installer.repair(installed, how)
  if (repaired === null || repaired.installed.state === 'failed') return run
  const [first] = repaired.damaged
  const why =
    first === undefined
      ? 'it is not known what its install was made of'
      : `${counted(repaired.damaged.length, 'file of its install was', 'files of its install were')} not as installed (${first})`
  world.tell({ kind: 'note', text: `${targetName(installed.target)} is installed anew and measured again: ${why}.` })
  return again(repaired.installed)
}

const wentWrong = (run: RunResult): boolean =>
  run.status === 'not-measured' || run.scenarios.some(({ status }) => status === 'crashed' || status === 'timeout')
