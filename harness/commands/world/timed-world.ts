import type { SpawnDriver } from '../../edges/driver-process.ts'
import { driverEvent } from '../../measure/run/driver-events.ts'
import type { Stage } from '../../model/timings.ts'
import { spendingOn } from '../../pipeline/measure/spending.ts'
import type { World } from '../../pipeline/world.ts'

/** The same world, which tells how long each piece of work at its edges took. */
export const timedWorld = (world: World): World => {
  const { installer } = world
  const timed =
    <A extends readonly unknown[], T>(stage: Stage, work: (...args: A) => Promise<T>) =>
    (...args: A): Promise<T> =>
      spendingOn(stage, world, () => work(...args))
  return {
    ...world,
    listReleases: timed('resolve', world.listReleases),
    readNeeds: timed('resolve', world.readNeeds),
    installer: {
      ...installer,
      runtime: timed('resolve', installer.runtime),
      runtimeAs: timed('resolve', installer.runtimeAs),
      install: timed('install', installer.install),
    },
    startAuthority: timed('keys', world.startAuthority),
    makeTrust: timed('keys', world.makeTrust),
    spawnDriver: timedDriver(world),
    startCommand: async (...args) => {
      const fromMs = world.stopwatch()
      const running = await world.startCommand(...args)
      const told = () => world.tell({ kind: 'spent', stage: 'program', fromMs, toMs: world.stopwatch() })
      return { ...running, ended: running.ended.finally(told) }
    },
  }
}

/** A driver says itself when its runtime is up, and when it has the SDK. */
export const timedDriver =
  ({ spawnDriver, stopwatch, tell }: Pick<World, 'spawnDriver' | 'stopwatch' | 'tell'>): SpawnDriver =>
  async (commandFor, listeners) => {
    let stage: 'start' | 'import' | 'requests' = 'start'
    let fromMs = stopwatch()
    const leave = (next: typeof stage): void => {
      const toMs = stopwatch()
      tell({ kind: 'spent', stage, fromMs, toMs })
      stage = next
      fromMs = toMs
    }
    const driver = await spawnDriver(commandFor, {
      ...listeners,
      line: (text) => {
        // Once it has the SDK, no line is read twice.
        if (stage !== 'requests') {
          const event = driverEvent(text)?.event
          if (event === 'loading' && stage === 'start') leave('import')
          if (event === 'ready') leave('requests')
        }
        listeners.line(text)
      },
    })
    return { ...driver, ended: driver.ended.finally(() => leave('requests')) }
  }
