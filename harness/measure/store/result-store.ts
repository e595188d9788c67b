import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { diskTrouble, isOfTheMachine, isPassing } from '../../edges/disk-trouble.ts'
import { bytesAtOnce, writeWhole } from '../../edges/documents.ts'
import type { MaskedCapture } from '../../model/capture.ts'
import type { Dependencies } from '../../model/installed.ts'
import { asShelf, type KeptShelf, type Took, tookBoth } from '../../model/kept.ts'
import { distinctReaches, type Reach } from '../../model/reach.ts'
import { isInferred, type ScenarioResult } from '../../model/report.ts'
import { isSettled, joinShelves, sameDependencies, settledOf } from './join-shelves.ts'
import { asOpened, KEPT, type Opened, open, pack, unpack } from './kept-file.ts'
import { leaveBeside, leftBeside } from './left-beside.ts'
import { readingAlike } from './reading-alike.ts'
import { type Reading, readings } from './readings.ts'
import { type Shelf, shelfName } from './shelf.ts'
import type { ResultStoreOptions } from './store-options.ts'

/** What earlier runs observed at one version. */
export type Kept = {
  readonly dependencies: Dependencies
  /** Why these are not those of the release day, as the install said it. */
  readonly notOfReleaseDay?: string
  /** What a reader must know of how they were measured. */
  readonly remarks: readonly string[]
  /** What the version tried beyond what it may. */
  readonly reached: readonly Reach[]
  /** For these cells; the others were never measured with this tool and this tree. */
  readonly results: ReadonlyMap<string, ScenarioResult>
  /** Which of several ways to run something was found to be the one. */
  readonly choices: ReadonlyMap<string, number>
  readonly failure: Failure | null
}

/** Why a version as a whole could not be measured. */
export type Failure =
  /** There is no tree, so there is nothing of it to be had in any way. */
  | { readonly kind: 'install'; readonly reason: string }
  /** One plain call failed with this tree; a user's own program may do better. */
  | { readonly kind: 'control'; readonly reason: string; readonly dependencies: Dependencies }

/** What a run adds to a shelf. */
export type Observed = {
  readonly dependencies: Dependencies
  /** By the keys of their cells. */
  readonly captures: ReadonlyMap<string, MaskedCapture>
  /** YYYY-MM-DD, UTC: on which they were made. */
  readonly day: string
  readonly notOfReleaseDay?: string
  readonly remarks?: readonly string[]
  readonly reached?: readonly Reach[]
  /** Milliseconds that this took. Default: nobody looked at a watch. */
  readonly ms?: number
}

/** What there is of a version, without what it says. */
export type Standing = {
  /** Of the cells that need not be measured. */
  readonly keys: ReadonlySet<string>
  readonly choices: ReadonlyMap<string, number>
  readonly failure: Failure | null
  readonly took: Took | null
}

/**
 * Captures between runs. They are kept without credentials and otherwise as they stood on the wire, and become results when
 * they are read, so that a new rule costs no measurement. They are addressed by what decides them: package, version, runtime,
 * machine, the code of this tool that measures, and for each cell the scenario's content and the gateway; the resolved tree
 * is kept beside them, and another tree empties the shelf.
 */
export type ResultStore = {
  /** @param wanted keys of the cells that are asked about: others know more only of what is missing here. Default: none */
  readonly recall: (shelf: Shelf, wanted?: readonly string[]) => Promise<Kept | null>
  /** The same for who only plans: nothing is read but what there is. @param observed leave out what was inferred */
  readonly standing: (shelf: Shelf, wanted: readonly string[], observed: boolean) => Promise<Standing | null>
  /**
   * Names what `recall` would say of these cells, whenever it is asked; null: some are missing, or it holds for a while alone,
   * or others would have to be asked.
   */
  readonly nameOfAnswer: (shelf: Shelf, wanted: readonly string[]) => string | null
  /** What an earlier run of the same code concluded from just these facts, of which a shelf's name is one; undefined: nothing. */
  readonly concluded: (shelf: Shelf, facts: unknown) => unknown
  /** Leaves a conclusion for later runs, in the place of the last one that was left with this shelf. */
  readonly conclude: (shelf: Shelf, facts: unknown, conclusion: unknown) => Promise<void>
  /** Adds to what is kept; with another tree than before, replaces it. */
  readonly keep: (shelf: Shelf, observed: Observed) => Promise<void>
  readonly keepChoice: (
    shelf: Shelf,
    key: string,
    index: number,
    found: Pick<Observed, 'dependencies' | 'notOfReleaseDay'>,
  ) => Promise<void>
  /** But for what was the disk's or the network's doing: it may be otherwise at once. */
  readonly keepFailure: (shelf: Shelf, failure: Failure) => Promise<void>
  /** What a reader must know of how the store did, in sentences. */
  readonly notes: () => readonly string[]
}

/** Milliseconds for which a hang, a crash or a version that could not be measured is believed; it may have been bad luck. */
const FAILURE_HOLDS_MS = 3_600_000

/** How the name of a file ends that says what was concluded from the kept file beside it. */
const CONCLUDED = '.concluded.zst'

type Stored = KeptShelf & {
  readonly failure?: { readonly at: number; readonly what: Failure }
  /** The store that has all of this too. */
  readonly sharedWith?: string
}

/** What a file says beside the captures. */
type Head = Omit<Stored, 'cells'>

/** What is known of a version, and what of its cells holds. */
type Found = { readonly head: Head; readonly results: Kept['results'] }

export const createResultStore = (options: ResultStoreOptions): ResultStore => {
  const { dir, clock, keep, shared } = options
  const readText = readingAlike(options.read)
  const known = readings<Head>(options.readBy)
  const nameOf = (shelf: Shelf): string => shelfName(shelf, [options.fingerprint, options.machine])
  const conclusionName = (facts: unknown): string =>
    hash(JSON.stringify([options.concludedBy(), process.version, facts]))
  const fileOf = (shelf: Shelf): string => join(dir, `${nameOf(shelf)}${KEPT}`)
  const now = (): number => clock.now().getTime()
  // A time that has not come yet is that of a clock which was set back since.
  const believed = (at: number): boolean => now() >= at && now() - at < FAILURE_HOLDS_MS
  const isKept = ({ target }: Shelf): boolean => target.source.kind === 'registry'
  const bytesOf = (shelf: Shelf): Buffer | null => {
    try {
      return isKept(shelf) ? bytesAtOnce(fileOf(shelf)) : null
    } catch (error) {
      return unread(error)
    }
  }
  const read = (shelf: Shelf): Stored | null => {
    const bytes = bytesOf(shelf)
    return bytes && asShelf(unpack(bytes))
  }
  /** Is there nothing that others need be asked about? Of a thousand versions most are known here and nowhere else. */
  const isEnough = (head: Head, has: (key: string) => boolean, wanted: readonly string[]): boolean =>
    !shared || (wanted.every(has) && (!shared.isWriter || head.sharedWith === shared.id))
  const recalled = async (shelf: Shelf, wanted: readonly string[]): Promise<Found | null> => {
    const bytes = bytesOf(shelf)
    const { version } = shelf.target
    if (bytes) {
      const file = fileOf(shelf)
      const reading = known.of(file, bytes)
      if (reading && isEnough(reading.head, (key) => reading.digests.has(key), wanted)) {
        const results = resultsBy(reading, bytes, version)
        if (results) return { head: reading.head, results }
      }
      const own: Opened<Stored> | null = open(bytes)
      if (own && isEnough(own.head, (key) => own.head.cells[key] !== undefined, wanted)) {
        const found = foundIn(own, version)
        // What is believed for a while only has to be asked for its time.
        if (found && [...found.results.values()].every((capture) => isSettled({ capture })))
          await known.leave(file, bytes, found.head, found.results)
        return found
      }
    }
    const stored = shared ? await readAll(shelf, wanted) : null
    return stored && foundIn(asOpened(stored), version)
  }
  /** The results that a reading names; those that nobody knows yet are read. Null: it is not of these captures. */
  const resultsBy = ({ digests }: Reading<Head>, bytes: Uint8Array, version: string): Found['results'] | null => {
    const results = new Map<string, ScenarioResult>()
    let cells: ReadonlyMap<string, { readonly today: string; readonly text: string }> | undefined
    for (const [key, digest] of digests) {
      let result = known.known(digest) ?? null
      if (result === null) {
        cells ??= cellsIn(open(bytes))
        const { today, text } = cells.get(key) ?? { today: '', text: '' }
        result = readText(text, { version, today })
        if (result === null || known.learn(result) !== digest) return null
      }
      results.set(key, result)
    }
    return results
  }
  const write = async (shelf: Shelf, stored: Stored): Promise<void> => {
    if (isKept(shelf)) await keep(() => writeWhole(fileOf(shelf), pack(stored)))
  }
  /** What is kept here, and what others have of what is missing. */
  const readAll = async (shelf: Shelf, wanted: readonly string[]): Promise<Stored | null> => {
    const own = read(shelf)
    if (!shared || !isKept(shelf)) return own
    if (own && wanted.every((key) => own.cells[key] !== undefined)) {
      if (shared.isWriter && own.sharedWith !== shared.id) await share(shelf, own)
      return own
    }
    const theirs = await shared.find(nameOf(shelf))
    if (theirs === null) return own
    const both = own ? joinShelves(own, theirs) : { ...theirs, sharedWith: shared.id }
    await write(shelf, both)
    return both
  }
  const share = async (shelf: Shelf, stored: Stored): Promise<void> => {
    const settled = settledOf(stored)
    if (!shared?.isWriter || !isKept(shelf) || Object.keys(settled.cells).length === 0) return
    if (await shared.add(nameOf(shelf), settled)) await write(shelf, { ...stored, sharedWith: shared.id })
  }
  /** What holds of a shelf; null: it is none. */
  const foundIn = (opened: Opened<Stored>, version: string): Found | null => {
    const { cells, ...head } = opened.head
    const results = new Map<string, ScenarioResult>()
    for (const [at, [key, cell]] of Object.entries(cells).entries()) {
      const result = readText(opened.captures[at] ?? '', { version, today: cell.day })
      if (result === null) return null
      if (isSettled({ capture: result }) || believed(cell.at)) results.set(key, result)
    }
    return { head, results }
  }
  const failureOf = ({ failure }: Pick<Stored, 'failure'>): Failure | null =>
    failure && believed(failure.at) ? failure.what : null
  return {
    standing: async (shelf, wanted, observed) => {
      const found = await recalled(shelf, wanted)
      if (!found) return null
      const { head, results } = found
      const usable = [...results].filter(([, result]) => !observed || !isInferred(result))
      return {
        keys: new Set(usable.map(([key]) => key)),
        choices: new Map(Object.entries(head.choices ?? {})),
        failure: failureOf(head),
        took: head.took ?? null,
      }
    },
    recall: async (shelf, wanted = []) => {
      const found = await recalled(shelf, wanted)
      if (!found) return null
      const { head, results } = found
      return {
        dependencies: head.dependencies,
        ...because(head.notOfReleaseDay),
        remarks: head.remarks ?? [],
        reached: head.reached ?? [],
        results,
        choices: new Map(Object.entries(head.choices ?? {})),
        failure: failureOf(head),
      }
    },
    nameOfAnswer: (shelf, wanted) => {
      const bytes = bytesOf(shelf)
      const reading = bytes && known.of(fileOf(shelf), bytes)
      if (!reading || reading.head.failure) return null
      const has = (key: string): boolean => reading.digests.has(key)
      if (!wanted.every(has) || !isEnough(reading.head, has, wanted)) return null
      return hash(JSON.stringify([options.readBy, reading.head, wanted.map((key) => reading.digests.get(key))]))
    },
    concluded: (shelf, facts) => {
      const text = isKept(shelf) ? leftBeside(`${fileOf(shelf)}${CONCLUDED}`, conclusionName(facts)) : null
      return text === null ? undefined : JSON.parse(text)
    },
    conclude: async (shelf, facts, conclusion) => {
      if (!isKept(shelf)) return
      await leaveBeside(`${fileOf(shelf)}${CONCLUDED}`, conclusionName(facts), () => JSON.stringify(conclusion))
    },
    keep: async (shelf, { dependencies, captures, day, notOfReleaseDay, remarks = [], reached = [], ms }) => {
      const before = read(shelf)
      const at = now()
      const fresh = Object.fromEntries([...captures].map(([key, capture]) => [key, { at, day, capture }]))
      const same = before !== null && sameDependencies(before, { dependencies })
      const told = [...new Set([...(same ? (before.remarks ?? []) : []), ...remarks])]
      const tried = distinctReaches([...(same ? (before.reached ?? []) : []), ...reached])
      const spent =
        ms === undefined || captures.size === 0 ? undefined : { runs: 1, cells: captures.size, ms: Math.round(ms) }
      const took = tookBoth(same ? before.took : undefined, spent)
      const stored: Stored = {
        dependencies,
        ...because(notOfReleaseDay),
        ...(told.length > 0 ? { remarks: told } : {}),
        ...(tried.length > 0 ? { reached: tried } : {}),
        cells: { ...(same ? before.cells : {}), ...fresh },
        choices: same ? (before.choices ?? {}) : {},
        ...(took ? { took } : {}),
      }
      await write(shelf, stored)
      await share(shelf, stored)
    },
    keepChoice: async (shelf, key, index, { dependencies, notOfReleaseDay }) => {
      const before = read(shelf)
      const same = before !== null && sameDependencies(before, { dependencies })
      await write(shelf, {
        dependencies,
        ...because(notOfReleaseDay),
        ...(same && before.remarks ? { remarks: before.remarks } : {}),
        ...(same && before.reached ? { reached: before.reached } : {}),
        ...(same && before.took ? { took: before.took } : {}),
        cells: same ? before.cells : {},
        choices: { ...(same ? before.choices : {}), [key]: index },
      })
    },
    keepFailure: async (shelf, what) => {
      if (what.kind === 'install' ? isPassing(what.reason) : isOfTheMachine(what.reason)) return
      const before = read(shelf)
      // What an earlier tree gave stays that tree's: an install that failed brought no other.
      const dependencies = what.kind === 'control' ? what.dependencies : (before?.dependencies ?? {})
      await write(shelf, { ...before, dependencies, cells: before?.cells ?? {}, failure: { at: now(), what } })
    },
    notes: () => shared?.notes() ?? [],
  }
}

const cellsIn = (opened: Opened | null): ReadonlyMap<string, { readonly today: string; readonly text: string }> =>
  new Map(
    Object.entries(opened?.head.cells ?? {}).map(([key, { day }], at) => [
      key,
      { today: day, text: opened?.captures[at] ?? '' },
    ]),
  )

const because = (notOfReleaseDay: string | undefined): { readonly notOfReleaseDay?: string } =>
  notOfReleaseDay === undefined ? {} : { notOfReleaseDay }

/** What is not there, or cannot be read, is measured again. */
const unread = (error: unknown): null => {
  if (diskTrouble(error) === null) throw error
  return null
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url')
