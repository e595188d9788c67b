import { child, plain } from './yaml-nodes.ts'

/** A package that comes from no registry. */
export type PnpmElsewhere = {
  readonly name: string
  readonly version: string
  /** What those say who have it, in the place of a version. */
  readonly reference: string
  readonly elsewhere: string
}

/**
 * `openai@https://codeload.github.com/…` or `openai@git+https://…#abc` (9), `github.com/me/openai/abc` or `@git+https://…` (5
 * and 6); null for one of a registry, and for a folder, which has no version.
 * https://github.com/pnpm/spec/blob/master/lockfile/9.0.md#resolution
 */
export const pnpmElsewhere = (key: string, value: unknown): PnpmElsewhere | null => {
  const [, inKey, behind] = /^((?:@[^/]+\/)?[^@/:]+)@([a-z][a-z+]*:.*)$/is.exec(key) ?? []
  const text = (name: string, of: unknown = value): string | undefined => {
    const found = plain(child(of, name))
    return typeof found === 'string' ? found : undefined
  }
  const [name, version] = [text('name') ?? inKey, text('version')]
  const resolution = child(value, 'resolution')
  const [repo, commit] = [text('repo', resolution), text('commit', resolution)]
  const elsewhere = repo === undefined ? text('tarball', resolution) : commit ? `${repo}#${commit}` : repo
  if (name === undefined || version === undefined || elsewhere === undefined) return null
  return { name, version, reference: behind ?? key, elsewhere }
}
