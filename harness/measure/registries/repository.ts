const HOSTS: Readonly<Record<string, string>> = {
  github: 'https://github.com/',
  gitlab: 'https://gitlab.com/',
  bitbucket: 'https://bitbucket.org/',
}

/**
 * The web address of a repository, from how a manifest writes it: `github:o/r`, `o/r`, `git+https://….git`,
 * `git@host:o/r.git`. Null when it is none.
 * https://docs.npmjs.com/cli/configuring-npm/package-json#repository
 */
export const repositoryAddress = (text: string): string | null => {
  const [, host = 'github', path] = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/.exec(text.trim()) ?? []
  if (path) return HOSTS[host] + path
  const web = text
    .trim()
    .replace(/^git\+/, '')
    .replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, 'https://$1/')
    .replace(/^(git|ssh|http):\/\//, 'https://')
  const url = URL.parse(web)
  if (url?.protocol !== 'https:') return null
  return `https://${url.host}${url.pathname.replace(/\/+$/, '').replace(/\.git$/, '')}`
}
