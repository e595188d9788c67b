import { asShelf, type KeptShelf } from '../../model/kept.ts'
import { counted } from '../../model/listed.ts'
import { type Store, StoreTrouble } from '../../model/store.ts'
import { joinShelves, sameDependencies, settledOf } from './join-shelves.ts'
import { KEPT, pack, unpack } from './kept-file.ts'
import type { Signatures } from './signatures.ts'

/** Shelves that several machines share. Never throws: who cannot be reached knows nothing. */
export type SharedShelves = {
  /** Whose these are: another store has other shelves. */
  readonly id: string
  /** May this machine add to them? */
  readonly isWriter: boolean
  /** Asked once in a run: what was found is kept here then. */
  readonly find: (name: string) => Promise<KeptShelf | null>
  /** Joins it to what is there; false: it could not be brought there. */
  readonly add: (name: string, shelf: KeptShelf) => Promise<boolean>
  /** What a reader must know of how it went, in sentences. */
  readonly notes: () => readonly string[]
}

/** Failures after which a store is left alone for this run: each may have taken its whole time. */
const MOST_FAILURES = 3

/** @param id its address, as it may be told */
export const sharedShelves = (id: string, store: Store, signatures: Signatures): SharedShelves => {
  const asked = new Set<string>()
  const unbelieved = new Set<string>()
  let missed = 0
  let failures = 0
  let why = ''
  const trying = async <T>(otherwise: T, work: () => Promise<T>): Promise<T> => {
    if (failures >= MOST_FAILURES) {
      missed += 1
      return otherwise
    }
    try {
      const value = await work()
      failures = 0
      return value
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error
      missed += 1
      failures += 1
      why ||= error.message
      return otherwise
    }
  }
  const read = async (name: string): Promise<KeptShelf | null> => {
    const sealed = await store.get(`${name}${KEPT}`)
    if (sealed === null) return null
    const bytes = signatures.open(name, sealed)
    if (bytes === null) unbelieved.add(name)
    const shelf = bytes && asShelf(unpack(bytes))
    return shelf && settledOf(shelf)
  }
  return {
    id,
    isWriter: signatures.canSign,
    find: (name) => {
      if (asked.has(name)) return Promise.resolve(null)
      asked.add(name)
      return trying(null, () => read(name))
    },
    add: (name, shelf) =>
      trying(false, async () => {
        const there = await read(name)
        if (there && hasAll(there, shelf)) return true
        const both = there ? joinShelves(shelf, there) : shelf
        await store.put(`${name}${KEPT}`, signatures.seal(name, pack(both)))
        return true
      }),
    notes: () => [
      ...(missed === 0
        ? []
        : [
            `The store ${id} could not be used ${counted(missed, 'time')} (${why}): what it may have was measured, and what was measured may not be there.`,
          ]),
      ...(unbelieved.size === 0
        ? []
        : [
            `${counted(unbelieved.size, 'version')} in the store ${id} ${unbelieved.size === 1 ? 'bears' : 'bear'} no signature of a trusted key, and ${unbelieved.size === 1 ? 'was' : 'were'} not believed.`,
          ]),
    ],
  }
}

const hasAll = (there: KeptShelf, shelf: KeptShelf): boolean =>
  sameDependencies(there, shelf) && Object.keys(shelf.cells).every((key) => there.cells[key] !== undefined)
