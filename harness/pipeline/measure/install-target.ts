import type { How } from '../../measure/install/install.ts'
import type { Installed } from '../../model/installed.ts'
import { targetName } from '../../model/sdk.ts'
import type { Planned } from '../plan/planned.ts'
import { cannotRunOn } from '../plan/runtime-claims.ts'
import type { World } from '../world.ts'
import { withBeside } from './with-beside.ts'

/** A version that can be run. */
export type Ready = Extract<Installed, { state: 'ready' }>

/** How its install is made. */
export const howOf = ({ sdk, target }: Pick<Planned, 'sdk' | 'target'>): How => ({
  resolve: sdk.resolve,
  ...withBeside(sdk, target),
})

export const install = async ({ sdk, target }: Pick<Planned, 'sdk' | 'target'>, world: World): Promise<Installed> => {
  const cannot = cannotRunOn(target)
  if (cannot !== null) return { state: 'failed', target, runtime: target.runtime ?? null, reason: cannot }
  const name = targetName(target)
  const started = world.stopwatch()
  world.tell({ kind: 'installing', target: name })
  const installed = await world.installer.install(target, howOf({ sdk, target }))
  if (installed.state === 'ready')
    world.tell({ kind: 'installed', target: name, reused: installed.reused, ms: world.stopwatch() - started })
  return installed
}

/** The same, and how long it took once it was its turn. */
export const timedInstall = async (
  planned: Planned,
  world: World,
): Promise<{ readonly installed: Installed; readonly ms: number }> => {
  const begun = world.stopwatch()
  const installed = await install(planned, world)
  return { installed, ms: world.stopwatch() - begun }
}
