/**
 * The page that compares two releases, on hosts that have one and tag releases as `v1.2.3`; null elsewhere.
 * https://docs.github.com/en/pull-requests/committing-changes-to-your-project/viewing-and-comparing-commits/comparing-commits
 * @param repository the address in the package's own metadata
 */
export const compareLink = (repository: string | null, from: string, to: string): string | null => {
  const found = repository && /^https:\/\/github\.com\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(repository)
  return found ? `https://github.com/${found[1]}/${found[2]}/compare/v${from}...v${to}` : null
}
