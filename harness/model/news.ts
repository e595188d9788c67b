/** What a report has that the one before it had not; `matrix --new-only` writes it as `new.json`. */
export type News = {
  /** When the report before was started (ISO 8601); null: there was none, so everything is new. */
  readonly since: string | null
  readonly versions: readonly { readonly sdk: string; readonly version: string }[]
  /** Ids of findings. */
  readonly findings: readonly string[]
}
