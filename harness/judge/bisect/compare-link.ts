/**
 * The page that compares two releases, on hosts that have one; null elsewhere.
 * https://docs.github.com/en/pull-requests/committing-changes-to-your-project/viewing-and-comparing-commits/comparing-commits
 * @param repository the address in the package's own metadata
 * @param tag what stands before the version in a release's tag: a repository with several packages names them
 */
export const compareLink = (repository: string | null, from: string, to: string, tag = 'v'): string | null => {
  const found = repository && /^https:\/\/github\.com\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(repository)
  return found ? `https://github.com/${found[1]}/${found[2]}/compare/${tag}${from}...${tag}${to}` : null
}
