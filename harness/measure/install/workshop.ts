import type { Host } from '../../edges/host.ts'
import type { Runtime } from '../../model/runtime.ts'
import type { RuntimeWish } from '../../model/runtime-wish.ts'
import type { InstallerOptions } from './installer-options.ts'
import type { Lay } from './job.ts'

/** How packages of one registry lie on a machine, and how they are laid down. */
export type Workshop = {
  /** What a package of this machine must be, for messages. */
  readonly expected: string
  /** Files of a folder that say which package it is, the weightiest first. */
  readonly manifests: readonly ManifestReader[]
  /** How the names of its archives end, where that alone tells what they are. */
  readonly archives: readonly string[]
  readonly tarball: {
    /** Path in a tarball of the file that makes it a package of this registry. */
    readonly holds: RegExp
    /** What that file says; null when the tarball's own name is what tells. */
    readonly read: ManifestReader | null
  }
  /** Nothing is done until its door is knocked on. */
  readonly find: (options: InstallerOptions & { readonly host: Host }) => Door
}

/** What a package calls itself; null for what it does not say, or only once it is built. */
export type Named = { readonly name: string | null; readonly version: string | null }

/** One file's name, and how it is read. It throws when it is not what it should be. */
export type ManifestReader = { readonly file: string; readonly parse: (text: string) => Named }

export type Door = {
  /** Begins what takes a while to find out on this machine and changes nothing. */
  readonly lookAhead: () => void
  /**
   * May throw, and may be asked once only for each wish.
   * @param wish on what its packages are to run; undefined: on what is there
   */
  readonly open: (wish?: RuntimeWish) => Promise<Shop | { readonly reason: string }>
}

/** What installs, found on this machine. */
export type Shop = {
  readonly runtime: Runtime
  /** What binary packages are made for: `node-24`, `python-3.11`. */
  readonly tag: string
  readonly lay: Lay
}
