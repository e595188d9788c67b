import type { Language } from '../model/runtime.ts'

/**
 * What a registry is, as data and pure functions: how it writes names, and how it writes, orders and selects versions.
 * The rules themselves come from kept libraries.
 */
export type Ecosystem = {
  /** The registry as people write it. */
  readonly name: string
  /** What its packages are written in, and run on. */
  readonly language: Language
  /** A version of that runtime as a user may ask for it, for messages. */
  readonly aRuntime: string
  /**
   * Where a package says which versions of its runtime it wants (`Release.requires`, a range as `satisfies` reads it), and
   * whether its installers hold to that: npm warns and installs all the same, pip refuses.
   */
  readonly runtimeClaim: { readonly field: string; readonly binding: boolean }
  /** How a call takes its options: all in one object, or each by its own name. */
  readonly arguments: 'object' | 'keywords'
  /** Does a driver take longer to start than those of other registries, as a rule? Those are started first. */
  readonly slowToStart: boolean
  /** May a project have several versions of a package side by side, one for each that wants it? */
  readonly sideBySide: boolean
  /** One spelling for all spellings of a package's name. */
  readonly normalName: (name: string) => string
  /** Could a package be called so? */
  readonly validName: (name: string) => boolean
  /** Could this be a name that the registry gives to one of a package's versions, such as `latest`? */
  readonly isTag: (selector: string) => boolean
  /** What such a name is, for messages. */
  readonly tagWords: string
  /** Below 0 when `a` is older. By version, never by date. */
  readonly compare: (a: string, b: string) => number
  /** The version that a selector names exactly (`v1.2.3`, `==2.33`), or null when it names none. */
  readonly exact: (selector: string) => string | null
  readonly isRange: (selector: string) => boolean
  /** Pre-releases count as what they are ordered as; whether they are wanted is another question. */
  readonly satisfies: (version: string, range: string) => boolean
  /** The range of this version and all later ones. */
  readonly andLater: (version: string) => string
  readonly isPrerelease: (version: string) => boolean
  /** Does the range itself speak of pre-releases, so that this one is asked for? */
  readonly asksForPrerelease: (version: string, range: string) => boolean
  /** Same text for all versions of one major, minor, or patch (which may have post-releases, or builds). */
  readonly major: (version: string) => string
  readonly minor: (version: string) => string
  readonly patch: (version: string) => string
  /** What a range must look like, for messages. */
  readonly rangeWords: string
}
