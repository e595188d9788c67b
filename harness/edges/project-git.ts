import { UserError } from '../errors.ts'
import type { Ran, Run } from './process.ts'
import { isOwnFile, type ProjectFiles } from './project-files.ts'

/**
 * A project as a git ref has it, by reading objects alone: nothing is checked out, index and working tree stay as they
 * are. The project may be a folder inside a repository.
 * @param options.env what git needs of the environment (`PATH`, `HOME`); nothing else is inherited
 */
export const projectGit = async (options: {
  readonly run: Run
  readonly root: string
  readonly ref: string
  readonly env: Readonly<Record<string, string>>
}): Promise<ProjectFiles> => {
  const { run, root, ref, env } = options
  const git = (...args: readonly string[]): Promise<Ran> =>
    run({ file: 'git', args: ['--no-optional-locks', ...args], cwd: root, env: { ...env, LC_ALL: 'C' } })
  // Resolved once, so that a branch which moves meanwhile is read at one commit.
  const resolved = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`)
  if (resolved.exitCode !== 0) throw refusal(ref, root, resolved)
  const commit = resolved.stdout.trim()
  // What a commit holds stays: a process for each file is paid once, though a project is looked through twice.
  const known = new Map<string, Promise<string | null>>()
  const blob = async (path: string): Promise<string | null> => {
    const shown = await git('cat-file', 'blob', `${commit}:./${path}`)
    if (shown.exitCode === 0) return shown.stdout
    if (/does not exist|exists on disk, but not in|bad file|Not a valid object name/.test(shown.stderr)) return null
    throw refusal(ref, root, shown)
  }
  return {
    list: async () => {
      const listed = await git('ls-tree', '-r', '--name-only', '-z', commit)
      if (listed.exitCode !== 0) throw refusal(ref, root, listed)
      return listed.stdout.split('\0').filter((path) => path !== '' && isOwnFile(path))
    },
    read: async (path) => {
      // `./`: relative to `root`, as ls-tree lists. Leaving it leads into the rest of the repository, or nowhere.
      if (path.startsWith('/') || path.split('/').includes('..')) return null
      const text = known.get(path) ?? blob(path)
      known.set(path, text)
      return await text
    },
  }
}

const refusal = (ref: string, root: string, { stderr, failure }: Ran): UserError => {
  const said = stderr.trim().split('\n')[0] ?? ''
  if (failure !== null)
    return new UserError('project/no-git', {
      what: `git could not be run: ${failure}`,
      hint: 'Install git, or leave out the ref.',
    })
  if (/not a git repository/.test(said))
    return new UserError('project/no-repository', {
      what: `${root} is in no git repository, so there is no "${ref}" in it.`,
      hint: 'Run it inside of the repository, or leave out the ref.',
    })
  if (said === '')
    return new UserError('project/unknown-ref', {
      what: `git knows no commit called "${ref}".`,
      hint: 'In CI, fetch it first: `git fetch --depth=1 origin main`, then name `origin/main` or `FETCH_HEAD`.',
    })
  return new UserError('project/git-failed', { what: `git could not read "${ref}": ${said}` })
}
