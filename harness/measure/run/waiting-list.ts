import type { Cell } from '../../model/cell.ts'
import type { Waiting } from './prepare-cell.ts'
import { type PrepareOptions, prepareCell } from './prepare-cell.ts'

/** What waits for a driver, in the order in which it is wanted. */
export type WaitingList = {
  readonly all: () => readonly Waiting[]
  readonly take: (waiting: Waiting) => void
  /** @param keep those that do not stay are gone */
  readonly keep: (keep: (waiting: Waiting) => boolean) => void
  /** Groups of cells that differ in the gateway alone, behind or before all others. */
  readonly add: (groups: readonly (readonly number[])[], where: 'first' | 'last') => Promise<void>
  /** Before all others, with secrets and an address that nobody has seen. `again`: what comes of it stands. */
  readonly anew: (waiting: Waiting, again: boolean) => Promise<void>
}

export const waitingList = (
  cellAt: (index: number) => Cell | undefined,
  unsupported: (index: number, reason: string) => void,
  options: PrepareOptions,
): WaitingList => {
  let list: readonly Waiting[] = []

  /** The first that has words in this version; the others wait for it. */
  const prepareOne = async (group: readonly number[], again = false): Promise<readonly Waiting[]> => {
    const [index, ...twins] = group
    const cell = index === undefined ? undefined : cellAt(index)
    if (index === undefined || !cell) return []
    const prepared = await prepareCell(cell, options)
    if (!('unsupported' in prepared)) return [{ ...prepared, index, again, twins, arrived: [] }]
    unsupported(index, prepared.unsupported)
    return prepareOne(twins, again)
  }

  return {
    all: () => list,
    take: (waiting) => {
      list = list.filter((one) => one !== waiting)
    },
    keep: (keep) => {
      list = list.filter(keep)
    },
    add: async (groups, where) => {
      const more = (await Promise.all(groups.map((group) => prepareOne(group)))).flat()
      list = where === 'first' ? [...more, ...list] : [...list, ...more]
    },
    anew: async ({ index, twins }, again) => {
      const one = await prepareOne([index, ...twins], again)
      list = [...one, ...list]
    },
  }
}
