import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Clock } from '../../edges/clock.ts'
import { diskTrouble, isOfTheMachine, isPassing } from '../../edges/disk-trouble.ts'
import { bytesIfThere, writeWhole } from '../../edges/documents.ts'
import type { Keep } from '../../edges/keeping.ts'
import type { Cell } from '../../model/cell.ts'
import type { Family } from '../../model/family.ts'
import type { GatewaySettings } from '../../model/gateway-settings.ts'
import type { Dependencies, Runtime } from '../../model/installed.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { ScenarioResult } from '../../model/report.ts'
import type { Target } from '../../model/sdk.ts'
import { KEPT, pack, unpack } from './kept-file.ts'

/** Where a version's results belong: everything that can change them, but for the resolved tree, which stands inside. */
export type Shelf = {
  readonly target: Target
  readonly resolve: MatrixSdk['resolve']
  /** Packages in the same tree at exactly these versions. */
  readonly beside: Readonly<Record<string, string>>
  /** Hosts whose connections arrive at the gateway. */
  readonly hosts: readonly string[]
  /** Its words make the calls: a family that says something else is another program. */
  readonly family: Family
  readonly runtime: Runtime
}

/** What earlier runs observed at one version. */
export type Kept = {
  readonly dependencies: Dependencies
  /** Why these are not those of the release day, as the install said it. */
  readonly notOfReleaseDay?: string
  /** What a reader must know of how they were measured. */
  readonly remarks: readonly string[]
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

/**
 * Results between runs. They are kept as they are reported, without secrets, and addressed by what decides them: package,
 * version, runtime, this tool's own code, and for each cell the scenario's content and the gateway; the resolved tree is
 * kept beside them, and another tree empties the shelf.
 */
export type ResultStore = {
  readonly recall: (shelf: Shelf) => Promise<Kept | null>
  /** Adds to what is kept; with another tree than before, replaces it. */
  readonly keep: (
    shelf: Shelf,
    dependencies: Dependencies,
    results: ReadonlyMap<string, ScenarioResult>,
    notOfReleaseDay?: string,
    remarks?: readonly string[],
  ) => Promise<void>
  readonly keepChoice: (
    shelf: Shelf,
    dependencies: Dependencies,
    key: string,
    index: number,
    notOfReleaseDay?: string,
  ) => Promise<void>
  /** But for what was the disk's or the network's doing: it may be otherwise at once. */
  readonly keepFailure: (shelf: Shelf, failure: Failure) => Promise<void>
}

/** Milliseconds for which a hang, a crash or a version that could not be measured is believed; it may have been bad luck. */
const FAILURE_HOLDS_MS = 3_600_000

type Entry = { readonly at: number; readonly result: ScenarioResult }
type Stored = {
  readonly dependencies: Dependencies
  readonly notOfReleaseDay?: string
  readonly remarks?: readonly string[]
  readonly cells: Readonly<Record<string, Entry>>
  readonly choices?: Readonly<Record<string, number>>
  readonly failure?: { readonly at: number; readonly what: Failure }
}

export const createResultStore = (options: {
  readonly dir: string
  /** Hash of this tool's own code: results of another driver are another program's. */
  readonly fingerprint: string
  readonly clock: Clock
  readonly keep: Keep
}): ResultStore => {
  const { dir, fingerprint, clock, keep } = options
  const fileOf = ({ target, resolve, beside, hosts, family, runtime }: Shelf): string =>
    join(
      dir,
      target.sdk.registry,
      encodeURIComponent(target.sdk.package),
      encodeURIComponent(target.version),
      `${hash([fingerprint, wordsOf(family), resolve, beside, hosts, runtime.name, runtime.version, target.publishedAt, target.completeAt ?? null, target.misdated === undefined])}${KEPT}`,
    )
  const now = (): number => clock.now().getTime()
  // A time that has not come yet is that of a clock which was set back since.
  const believed = (at: number): boolean => now() >= at && now() - at < FAILURE_HOLDS_MS
  const read = async (shelf: Shelf): Promise<Stored | null> => {
    if (shelf.target.source.kind !== 'registry') return null
    return storedIn(await bytesIfThere(fileOf(shelf)).catch(unread))
  }
  const write = async (shelf: Shelf, stored: Stored): Promise<void> => {
    if (shelf.target.source.kind === 'registry') await keep(() => writeWhole(fileOf(shelf), pack(stored)))
  }
  return {
    recall: async (shelf) => {
      const stored = await read(shelf)
      if (!stored) return null
      const holding = Object.entries(stored.cells).filter(([, { at, result }]) => isSettled(result) || believed(at))
      return {
        dependencies: stored.dependencies,
        ...because(stored.notOfReleaseDay),
        remarks: stored.remarks ?? [],
        results: new Map(holding.map(([key, { result }]) => [key, result])),
        choices: new Map(Object.entries(stored.choices ?? {})),
        failure: stored.failure && believed(stored.failure.at) ? stored.failure.what : null,
      }
    },
    keep: async (shelf, dependencies, results, notOfReleaseDay, remarks = []) => {
      const before = await read(shelf)
      const at = now()
      const fresh = Object.fromEntries([...results].map(([key, result]) => [key, { at, result }]))
      const same = before !== null && hash(before.dependencies) === hash(dependencies)
      const told = [...new Set([...(same ? (before.remarks ?? []) : []), ...remarks])]
      await write(shelf, {
        dependencies,
        ...because(notOfReleaseDay),
        ...(told.length > 0 ? { remarks: told } : {}),
        cells: { ...(same ? before.cells : {}), ...fresh },
        choices: same ? (before.choices ?? {}) : {},
      })
    },
    keepChoice: async (shelf, dependencies, key, index, notOfReleaseDay) => {
      const before = await read(shelf)
      const same = before !== null && hash(before.dependencies) === hash(dependencies)
      await write(shelf, {
        dependencies,
        ...because(notOfReleaseDay),
        ...(same && before.remarks ? { remarks: before.remarks } : {}),
        cells: same ? before.cells : {},
        choices: { ...(same ? before.choices : {}), [key]: index },
      })
    },
    keepFailure: async (shelf, what) => {
      if (what.kind === 'install' ? isPassing(what.reason) : isOfTheMachine(what.reason)) return
      const before = await read(shelf)
      // What an earlier tree gave stays that tree's: an install that failed brought no other.
      const dependencies = what.kind === 'control' ? what.dependencies : (before?.dependencies ?? {})
      await write(shelf, { ...before, dependencies, cells: before?.cells ?? {}, failure: { at: now(), what } })
    },
  }
}

const because = (notOfReleaseDay: string | undefined): { readonly notOfReleaseDay?: string } =>
  notOfReleaseDay === undefined ? {} : { notOfReleaseDay }

/** What of a family decides results; which of them are asked for does not. */
const wordsOf = ({ samples: _, lacks: __, control, ...words }: Family): unknown => [
  words,
  control ? { ...control, file: '' } : null,
]
/** Names a program's result by all that decides it beside the version. */
export const programKey = (facts: readonly unknown[]): string => hash(['program', facts])

/** Names a cell by its content: an edited scenario is another one, and so is a gateway that was set otherwise. */
export const cellKey = ({ scenario, variant, gateway }: Cell, settings?: GatewaySettings, digest?: string): string => {
  const { file: _file, group: _group, default: _default, ...content } = scenario
  return hash([content, variant, gateway, ...(settings ? [settings] : []), ...(digest ? [digest] : [])])
}

const isSettled = ({ status }: ScenarioResult): boolean => status === 'measured' || status === 'unsupported'

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32)

/** What cannot be read is measured again. */
const unread = (error: unknown): null => {
  if (diskTrouble(error) === null) throw error
  return null
}

/** What was damaged, or is something else, counts as none. */
const storedIn = (bytes: Buffer | null): Stored | null => {
  const value = bytes === null ? undefined : unpack(bytes)
  return isStored(value) ? value : null
}

const isStored = (value: unknown): value is Stored =>
  typeof value === 'object' && value !== null && 'dependencies' in value && 'cells' in value
