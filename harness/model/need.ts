/** One thing that a published version of a package needs. */
export type Need = {
  /** As the registry spells it; on npm the name that it is installed under. */
  readonly name: string
  /** npm: the value in the manifest (`^4.57.3`, `npm:openai@^4`); PyPI: the whole requirement, as PEP 508 writes it. */
  readonly text: string
  /** `peer`: npm's peers; `extra`: on PyPI, with an extra alone. */
  readonly kind: 'plain' | 'peer' | 'extra'
}
