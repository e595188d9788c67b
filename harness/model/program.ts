/** A command of the user's own that uses an SDK: it is measured as a scenario is, under its own name. */
export type Program = {
  /** What reports call it. No scenario has the same id. */
  readonly id: string
  /** The file, looked for on `PATH`, and its arguments. No shell reads them. */
  readonly argv: readonly [string, ...string[]]
  /** Where it runs, absolute. */
  readonly cwd: string
  /** What it finds in its environment besides what it always gets: text, or a credential by its role. */
  readonly env?: Readonly<Record<string, string | { readonly credential: string }>>
  /** Which of its scenarios this is, as `SDKDRIFT_SCENARIO` tells it. Default: its id. */
  readonly scenario?: string
  /**
   * Globs over the files of `cwd` that decide what it does, where its own imports do not tell: results are kept until one of
   * them changes.
   */
  readonly inputs?: readonly string[]
  /** How long one run of it may take, in milliseconds. Default: as long as a scenario. */
  readonly timeoutMs?: number
}

/** Characters of an id: it stands in file names and on the command line. */
export const PROGRAM_ID = /^[A-Za-z0-9][\w.-]*$/
