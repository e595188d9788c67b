import { string, type Table, table } from '../toml-text.ts'

// Where a package of a lockfile comes from, when that is no registry: each writer says it in its own words.

const firstText = (...values: readonly unknown[]): string | undefined =>
  values.map(string).find((value) => value !== undefined)

/** https://docs.astral.sh/uv/concepts/projects/dependencies/#dependency-sources */
export const uvElsewhere = (item: Table): string | undefined => {
  const { git, url, path, directory, editable, virtual } = table(item['source'])
  return firstText(git, url, path, directory, editable, virtual)
}

/** `legacy` is an index that was named. https://python-poetry.org/docs/dependency-specification/ */
export const poetryElsewhere = (item: Table): string | undefined => {
  const { type, url, resolved_reference: commit } = table(item['source'])
  if (!['git', 'url', 'file', 'directory'].includes(string(type) ?? '')) return undefined
  return [firstText(url), firstText(commit)].filter((part) => part !== undefined).join('#')
}

export const pdmElsewhere = ({ git, url, path, revision }: Table): string | undefined =>
  git === undefined
    ? firstText(url, path)
    : [firstText(git), firstText(revision)].filter((part) => part !== undefined).join('#')

/** https://peps.python.org/pep-0751/#packages-vcs */
export const pylockElsewhere = (item: Table): string | undefined => {
  const { url, path, 'commit-id': commit } = table(item['vcs'])
  const { path: folder } = table(item['directory'])
  const archive = table(item['archive'])
  const repository = firstText(url, path)
  if (repository !== undefined) return [repository, firstText(commit)].filter((part) => part !== undefined).join('#')
  return firstText(folder, archive['url'], archive['path'])
}
