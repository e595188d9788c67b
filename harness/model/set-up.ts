import type { Registry } from './sdk.ts'

/** A package that a project runs on, and by what it can be measured. */
export type Dependency = {
  readonly registry: Registry
  readonly package: string
  /** Those that are locked or pinned, oldest first; where none is, what is asked for. */
  readonly versions: readonly string[]
  /** `matrix`: an entry of the user's; `family`: scenarios are known; `ready`: a program comes with the tool; null: nothing. */
  readonly by: 'matrix' | 'family' | 'ready' | null
}

/** A file that is to be made; its path is seen from where the command is called. */
export type NewFile = { readonly path: string; readonly text: string }

/** What became of each file, and what is left to do. */
export type ProjectDone = {
  readonly dryRun: boolean
  readonly dependencies: readonly Dependency[]
  /** Written, or with a dry run what would be. */
  readonly files: readonly NewFile[]
  /** There already: not touched. */
  readonly leftAlone: readonly string[]
  /** Packages that the matrix file which is there does not name, and that can be measured: as `init` takes them. */
  readonly unnamed: readonly string[]
  readonly next: readonly string[]
}

/** A program and its entry, as they were written. */
export type ProgramDone = {
  readonly files: readonly string[]
  readonly matrix: string
  /** Id of the entry. */
  readonly sdk: string
  readonly registry: Registry
  readonly notes: readonly string[]
}

/** What a project runs on, and the programs that come with the tool. */
export type Overview = {
  readonly dependencies: readonly Dependency[]
  readonly ready: readonly {
    readonly name: string
    readonly title: string
    /** `npm:stripe` */
    readonly packages: readonly string[]
  }[]
}

/** What `init` answers: with `--list`, without a name, with one. */
export type SetUp = Overview | ProjectDone | ProgramDone
