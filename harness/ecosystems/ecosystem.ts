/** How one registry writes, orders and selects versions. Pure; the rules themselves come from kept libraries. */
export type Scheme = {
  /** The registry as people write it. */
  readonly registry: string
  /** Below 0 when `a` is older. By version, never by date. */
  readonly compare: (a: string, b: string) => number
  /** The version that a selector names exactly (`v1.2.3`, `==2.33`), or null when it names none. */
  readonly exact: (selector: string) => string | null
  readonly isRange: (selector: string) => boolean
  /** Pre-releases count as what they are ordered as; whether they are wanted is another question. */
  readonly satisfies: (version: string, range: string) => boolean
  readonly isPrerelease: (version: string) => boolean
  /** Does the range itself speak of pre-releases, so that this one is asked for? */
  readonly asksForPrerelease: (version: string, range: string) => boolean
  /** Same text for all versions of one major, or minor. */
  readonly major: (version: string) => string
  readonly minor: (version: string) => string
  /** What a range must look like, for messages. */
  readonly rangeWords: string
}
