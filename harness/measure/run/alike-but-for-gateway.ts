import type { Cell } from '../../model/cell.ts'

/**
 * Indexes of cells: together those that give the SDK the same to do, and differ in the gateway alone; in the order in which
 * each group begins.
 * @param mayShare may it tell of others, and others of it? One that may not stands alone.
 */
export const alikeButForGateway = <C extends Pick<Cell, 'id'>>(
  cells: readonly C[],
  mayShare: (cell: C) => boolean,
): readonly (readonly number[])[] => {
  const indexes = [...cells.keys()]
  return [
    ...Map.groupBy(indexes, (index) => {
      const cell = cells[index]
      return cell && mayShare(cell) ? cell.id : index
    }).values(),
  ]
}
