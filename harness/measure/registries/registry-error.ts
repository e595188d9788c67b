/**
 * - `unreachable`: no answer, or one of a server in trouble, and nothing in the cache
 * - `not-found`: the registry does not know the package
 * - `unauthorised`: it wants (other) credentials
 * - `unreadable`: it answered with something else than a version list
 */
export type RegistryTrouble = 'unreachable' | 'not-found' | 'unauthorised' | 'unreadable'

/** A registry did not give a version list. The message holds no credentials. */
export class RegistryError extends Error {
  readonly trouble: RegistryTrouble
  /** What happened, as one sentence. */
  readonly what: string
  /** The address that was asked, without credentials and query. */
  readonly where: string
  readonly hint: string

  constructor(trouble: RegistryTrouble, { what, where, hint }: { what: string; where: string; hint: string }) {
    super(`${what} (${where}) ${hint}`)
    this.name = 'RegistryError'
    this.trouble = trouble
    this.what = what
    this.where = where
    this.hint = hint
  }
}
