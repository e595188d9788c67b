import type { Fault } from '../../errors.ts'
import type { Declared, Dependent, Group } from './use.ts'

/** Is this a package that is looked for? Takes a name as a file spells it, gives the known spelling. */
export type Wanted = (name: string) => string | undefined

/** One line of a manifest that asks for a wanted package. */
export type Ask = {
  readonly package: string
  /** The name it is installed under: an alias, or the package's own. */
  readonly key: string
  /** As in `Declared`. */
  readonly range: string
  /** The declaration as it stands, for lockfiles that repeat it. */
  readonly spec: string
  readonly group: Group
  readonly line: number
  /** Versions that the manifest itself pins. */
  readonly pinned: string | null
  /** As in `Declared`. */
  readonly overridden?: Declared['overridden']
}

export type Manifest = {
  readonly asks: readonly Ask[]
  readonly faults: readonly Fault[]
}

/** One version of a wanted package in a lockfile. */
export type Copy = {
  readonly package: string
  readonly version: string
  readonly line: number
  /** As in `Locked`. */
  readonly elsewhere?: string
  /** Whose dependencies it answers. */
  readonly serves: readonly Demand[]
  /** As in `Locked`. */
  readonly dependents: readonly Holder[] | null
}

/** A dependent, with the line of the lockfile that says so. */
export type Holder = Omit<Dependent, 'at'> & { readonly line: number }

/** Who is served; null in a field means: any. */
export type Demand = {
  /** Folder of the manifest relative to the lockfile's, `` for its own. */
  readonly folder: string | null
  readonly key: string | null
  readonly spec: string | null
}

export type Lock = {
  readonly copies: readonly Copy[]
  /** Folders of the workspace's members relative to the lockfile's, or null when this format does not say. */
  readonly members: readonly string[] | null
  readonly faults: readonly Fault[]
}

/** Text in, plain data out: how each format is read. */
export type ReadManifest = (file: string, text: string, wanted: Wanted) => Manifest
export type ReadLock = (file: string, text: string, wanted: Wanted) => Lock

/** A lockfile with a fault is not used at all: half a truth would be taken for the whole. */
export const unread = (fault: Fault): Lock => ({ copies: [], members: null, faults: [fault] })

/** @param versions what is read, in words: `versions 1 to 3` */
export const unknownFormat = (file: string, line: number, found: unknown, versions: string): Lock =>
  unread({
    what: `This lockfile ${found === undefined ? 'names no version of its format' : `is of format version ${String(found)}`}; what can be read: ${versions}.`,
    where: `${file}:${line}`,
    hint: 'Its versions are not used.',
  })
