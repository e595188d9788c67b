import type { KeptShelf } from '../../model/kept.ts'

/** Shelves that several machines share. Never throws: who cannot be reached knows nothing. */
export type SharedShelves = {
  /** Whose these are: another store has other shelves. */
  readonly id: string
  /** May this machine add to them? */
  readonly isWriter: boolean
  readonly find: (name: string) => Promise<KeptShelf | null>
  /** Joins it to what is there; false: it could not be brought there. */
  readonly add: (name: string, shelf: KeptShelf) => Promise<boolean>
}
