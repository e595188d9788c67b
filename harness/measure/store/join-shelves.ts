import type { MaskedCapture } from '../../model/capture.ts'
import type { KeptShelf } from '../../model/kept.ts'
import { distinctReaches } from '../../model/reach.ts'

/** Does it say for good what the version does? A hang or a crash may have been bad luck. */
export const isSettled = ({ capture: { status } }: { readonly capture: Pick<MaskedCapture, 'status'> }): boolean =>
  status === 'measured' || status === 'unsupported'

/** What of a shelf others may know. */
export const settledOf = (shelf: KeptShelf): KeptShelf => {
  const { dependencies, notOfReleaseDay, remarks, reached, choices, took } = shelf
  return {
    dependencies,
    ...(notOfReleaseDay === undefined ? {} : { notOfReleaseDay }),
    ...(remarks ? { remarks } : {}),
    ...(reached ? { reached } : {}),
    ...(choices ? { choices } : {}),
    ...(took ? { took } : {}),
    cells: Object.fromEntries(Object.entries(shelf.cells).filter(([, cell]) => isSettled(cell))),
  }
}

/** What both have, where they are of one tree; of two trees the first one's. */
export const joinShelves = <T extends KeptShelf>(own: T, theirs: KeptShelf): T => {
  if (!sameDependencies(own, theirs)) return own
  const remarks = [...new Set([...(own.remarks ?? []), ...(theirs.remarks ?? [])])]
  const reached = distinctReaches([...(own.reached ?? []), ...(theirs.reached ?? [])])
  // One of them may have the other's in it: added, they would count twice.
  const took = own.took ?? theirs.took
  return {
    ...own,
    ...(remarks.length > 0 ? { remarks } : {}),
    ...(reached.length > 0 ? { reached } : {}),
    // A settled cell goes before one that may have been bad luck.
    cells: { ...own.cells, ...theirs.cells, ...settledOf(own).cells },
    choices: { ...theirs.choices, ...own.choices },
    ...(took ? { took } : {}),
  }
}

/** Are they of one resolved tree? */
export const sameDependencies = (a: Pick<KeptShelf, 'dependencies'>, b: Pick<KeptShelf, 'dependencies'>): boolean =>
  sorted(a) === sorted(b)

const sorted = ({ dependencies }: Pick<KeptShelf, 'dependencies'>): string =>
  JSON.stringify(Object.entries(dependencies).sort())
