import { fileURLToPath } from 'node:url'
import type { Ran, Run } from '../../edges/process.ts'
import { UserError } from '../../errors.ts'
import { type Env, toolEnvironment } from './environment.ts'
import { reasonOf } from './reason.ts'

type Tools = { readonly run: Run; readonly env: Env }

/** A commit of a repository on this machine. */
export type Commit = {
  /** Absolute path of the repository. */
  readonly repository: string
  /** The whole hash: a branch that moves meanwhile changes nothing. */
  readonly hash: string
}

/**
 * Finds the commit that `git+file:///path#ref` names; without `#ref` it is HEAD. The repository is only read.
 * @throws UserError when it is another kind of address, or there is no such repository or ref
 */
export const findCommit = async (selector: string, tools: Tools): Promise<Commit> => {
  const { repository, ref } = parse(selector)
  const ran = await git(['-C', repository, 'rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`], tools)
  if (ran.exitCode === 0) return { repository, hash: ran.stdout.trim() }
  if (ran.failure !== null)
    throw new UserError('local/no-git', {
      what: `git could not be run: ${ran.failure}`,
      where: selector,
      hint: 'Install git.',
    })
  const what = /Needed a single revision|unknown revision/.test(ran.stderr)
    ? `${repository} has no commit called "${ref}".`
    : `${repository} is no git repository that can be read: ${reasonOf(ran, [])}`
  throw new UserError('local/no-commit', { what, where: selector })
}

/** The text of a file at a commit, or null when it is not there. */
export const readAt = async ({ repository, hash }: Commit, path: string, tools: Tools): Promise<string | null> => {
  const ran = await git(['-C', repository, 'show', '--no-textconv', `${hash}:${path}`], tools)
  return ran.exitCode === 0 ? ran.stdout : null
}

/**
 * Lays a commit's files into a folder of their own. A clone that shares the repository's objects, not an archive: build
 * backends that take the version from the tags find them, and no `export-ignore` drops what a build needs. The
 * repository, its index and its working tree stay as they are, and no hook runs.
 * @returns null when it went well, else the reason
 */
export const checkOut = async ({ repository, hash }: Commit, dir: string, tools: Tools): Promise<string | null> => {
  const quiet = ['-c', 'core.hooksPath=/dev/null', '-c', 'advice.detachedHead=false']
  const clone = ['clone', '--quiet', '--shared', '--no-checkout', '--template=', '--', repository, dir]
  for (const args of [clone, ['-C', dir, 'checkout', '--quiet', '--detach', hash]]) {
    const ran = await git([...quiet, ...args], tools)
    if (ran.exitCode !== 0)
      return `${hash.slice(0, 12)} of ${repository} could not be checked out: ${reasonOf(ran, [])}`
  }
  return null
}

/** Nothing of the caller's `GIT_*` is inherited: within `git bisect run` they point at another repository. */
const git = (args: readonly string[], { run, env }: Tools): Promise<Ran> =>
  run({ file: 'git', args, env: { ...toolEnvironment(env), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' } })

const parse = (selector: string): { readonly repository: string; readonly ref: string } => {
  const address = selector.replace(/^git\+/, '')
  const at = address.indexOf('#')
  const [url, ref] = at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)]
  if (/^git\+file:\/\/\//.test(selector)) return { repository: fileURLToPath(url), ref: ref || 'HEAD' }
  throw new UserError('local/not-local', {
    what: `"${selector}" is no commit of a repository on this machine.`,
    hint: 'Expected git+file:///path/of/the/repository#REF. Clone a remote one first.',
  })
}
