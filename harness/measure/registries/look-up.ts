import type { ListOptions } from './list-options.ts'
import type { ListSource } from './revalidate.ts'

/** How one registry is asked for the versions of a package. */
export type LookUp = {
  /**
   * Where the user's own configuration has a package looked up.
   * @throws UserError when that is no web address
   */
  readonly source: (name: string, options: ListOptions) => Promise<ListSource>
  /** Is it the public registry that the user's configuration has a package looked up in? */
  readonly isPublic: (name: string, options: Pick<ListOptions, 'env' | 'cwd'>) => Promise<boolean>
  /** The public registry's page of one version, for people. */
  readonly page: (name: string, version: string) => string
}
