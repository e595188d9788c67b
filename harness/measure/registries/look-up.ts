import type { Need } from '../../model/need.ts'
import type { ListOptions } from './list-options.ts'
import type { ListSource } from './revalidate.ts'

/** How one registry is asked for the versions of a package. */
export type LookUp = {
  /**
   * Where the user's own configuration has a package looked up.
   * @throws UserError when that is no web address
   */
  readonly source: (name: string, options: ListOptions) => Promise<ListSource>
  /** What one version says it needs, or in words why that cannot be had. */
  readonly needs: (name: string, version: string, options: ListOptions) => Promise<NeedsAnswer>
  /** Is it the public registry that the user's configuration has a package looked up in? */
  readonly isPublic: (name: string, options: Pick<ListOptions, 'env' | 'cwd'>) => Promise<boolean>
  /** The public registry's page of one version, for people. */
  readonly page: (name: string, version: string) => string
}

export type NeedsAnswer = { readonly needs: readonly Need[] } | { readonly why: string }
