import { besideAt } from '../../ask/plan/beside-at.ts'
import { cellKey, type Shelf } from '../../measure/store/shelf.ts'
import type { Cell } from '../../model/cell.ts'
import type { Dependencies } from '../../model/installed.ts'
import { rememberedOfTwo } from '../../model/remembered.ts'
import { hostsOf } from '../plan/hosts-of.ts'
import type { Planned } from '../plan/planned.ts'
import type { World } from '../world.ts'

/** Where the results of a version are kept; null: they are kept for no later run. */
export const shelfOf = async (planned: Planned, world: Pick<World, 'installer'>): Promise<Shelf | null> => {
  const { target, sdk, family } = planned
  // What is found at a port of the user's is no property of the version.
  if (sdk.allowPorts !== undefined) return null
  const runtime = target.runtime ?? (await world.installer.runtime(sdk.registry))
  const { resolve } = sdk
  const beside = besideAt(sdk, target.version)
  return 'reason' in runtime ? null : { target, resolve, beside, hosts: hostsOf(planned), family, runtime }
}

/** Names a cell of a plan on its shelf. */
export const keyOf = (cell: Cell, { gateways }: Pick<World, 'gateways'>): string => keyAmong(gateways, cell)

/** All versions of an SDK are measured in the same cells. */
const keyAmong = rememberedOfTwo((gateways: World['gateways'], cell: Cell): string => {
  const gateway = gateways[cell.gateway]
  return cellKey(cell, gateway?.settings, gateway?.digest)
})

/** Whether two installs brought the same packages. */
export const sameTree = (a: Dependencies, b: Dependencies): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())
