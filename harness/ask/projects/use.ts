import type { Fault } from '../../errors.ts'
import type { Registry } from '../../model/sdk.ts'

/** A package that is looked for, as its registry names it. */
export type KnownPackage = { readonly registry: Registry; readonly package: string }

/** A package that a project's own manifests ask for. */
export type Dependency = KnownPackage & {
  /** Does some manifest ask for it at run time, from its registry? Not so: for development, as a peer, from a folder. */
  readonly atRunTime: boolean
}

export type Place = {
  /** Relative to the project's root. */
  readonly file: string
  /** 1-based. */
  readonly line: number
}

/**
 * Which part of a manifest asks: `dev` is npm's devDependencies and every Python dependency group, `optional` npm's
 * optionalDependencies and Python's extras, `transitive` a pin that says another package wants it.
 */
export type Group = 'dependencies' | 'dev' | 'optional' | 'peer' | 'transitive'

export type Declared = {
  /**
   * npm: as declared, without an alias's `npm:name@`, catalogs looked up; anything that is no range (`file:…`, a git
   * address, a tag) stays as it stands. PyPI: PEP 440, `` when any version will do, with ` || ` between alternatives
   * (only poetry has them); `@ …` for a direct reference.
   */
  readonly range: string
  readonly at: Place
  readonly group: Group
  /** Where the project's root says another range than the manifest: what that asked for, and where the root says so. */
  readonly overridden?: { readonly range: string; readonly at: Place }
}

export type Locked = {
  readonly version: string
  readonly at: Place
  /** Where this copy comes from, when that is not its registry: a git address, a folder. Its version says nothing then. */
  readonly elsewhere?: string
  /** Packages in the same file that want this copy; null: this file does not record who wants what. */
  readonly dependents: readonly Dependent[] | null
}

/** A package of a lockfile that wants an SDK. The project's own manifests are none: they declare. */
export type Dependent = {
  readonly package: string
  readonly version: string
  /** Where the lockfile says so. */
  readonly at: Place
  readonly wants: Wish
  /**
   * `peer`: it takes what its own dependent has, which has to suit it; `extra`: it wants the SDK with an extra alone, and
   * the file does not say whether that is on.
   */
  readonly kind: 'plain' | 'peer' | 'extra'
}

/** What a dependent wants of an SDK. */
export type Wish =
  /** As in `Declared`. */
  | { readonly kind: 'range'; readonly range: string }
  /** The lockfile keeps no ranges: the registry knows what this version of the dependent asked for. */
  | { readonly kind: 'in-registry' }
  | { readonly kind: 'unknown'; readonly why: string }

/** One use of an SDK in a project: what is declared, what is locked. */
export type Use = {
  readonly registry: Registry
  readonly package: string
  /** null: only in the lockfile, because another package wants it. */
  readonly declared: Declared | null
  /**
   * What this declaration is installed as. Several when a lockfile holds several for it (one for each Python version,
   * say) or several lockfiles speak about it; empty without a lockfile.
   */
  readonly locked: readonly Locked[]
  /** The folder of the manifest (of the lockfile when nothing is declared) below the root; null for the root itself. */
  readonly workspace: string | null
}

/** An SDK in a file that is named, and not read for uses (a Dockerfile, a conda environment). */
export type UnreadAsk = {
  readonly registry: Registry
  readonly package: string
  /** As its installer takes it; `` for any version. */
  readonly range: string
  /** The one version that the range stands for, or null. */
  readonly pinned: string | null
  readonly at: Place
}

export type Uses = {
  /** In order of file and line. */
  readonly uses: readonly Use[]
  /** Files that could not be read, each named. Nothing of theirs is used, the rest counts all the same. */
  readonly faults: readonly Fault[]
  /** In order of file and line. */
  readonly unread: readonly UnreadAsk[]
  /** What else the manifests ask for. */
  readonly others: readonly Dependency[]
}
