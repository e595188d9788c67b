/** What is walled in, and what it may reach all the same. */
export type Walled = {
  readonly file: string
  /** Where that leads in truth. Default: it is no link. */
  readonly realFile?: string
  readonly args: readonly string[]
  /** Its own folder, which it may write to. */
  readonly home: string
  readonly reads: readonly string[]
  /** Where it may keep Python's bytecode. Default: nowhere. */
  readonly bytecode?: string
  /** The Python script in `args` after which its own arguments stand; null: another program. */
  readonly script: string | null
}
