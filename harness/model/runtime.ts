export const LANGUAGES = ['node', 'python'] as const
/** What SDKs are written in, by the name of what runs them. */
export type Language = (typeof LANGUAGES)[number]

export type Runtime = {
  readonly name: Language
  readonly version: string
  /** The executable. */
  readonly path: string
}
