import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Files } from './package-files.ts'

/** One commit: the whole tree it holds, nothing is carried over from the one before. */
export type Commit = { readonly files: Files; readonly message: string }

export type GitRepository = {
  readonly dir: string
  /** The commits' hashes, oldest first; the same commits give the same hashes. */
  readonly hashes: readonly string[]
  /** Runs git in it; gives its stdout. Throws when git says no. */
  readonly git: (...args: readonly string[]) => string
  readonly close: () => void
}

/** A repository in a temporary folder, on branch `main`, untouched by the developer's own git settings and hooks. */
export const makeGitRepository = (commits: readonly Commit[]): GitRepository => {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'sdkdrift-git-')))
  let seconds = Date.UTC(2024, 0, 1) / 1000
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'core.hooksPath=/dev/null', '-c', 'commit.gpgSign=false', ...args], {
      cwd: dir,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        // biome-ignore lint/style/noProcessEnv: where git is is this machine's to say.
        PATH: process.env['PATH'],
        HOME: dir,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'Wobble',
        GIT_AUTHOR_EMAIL: 'wobble@example.com',
        GIT_AUTHOR_DATE: `${seconds} +0000`,
        GIT_COMMITTER_NAME: 'Wobble',
        GIT_COMMITTER_EMAIL: 'wobble@example.com',
        GIT_COMMITTER_DATE: `${seconds} +0000`,
      },
    }).trimEnd()

  git('init', '--quiet', '--initial-branch=main', '--template=')
  const hashes = commits.map(({ files, message }) => {
    seconds += 3600
    git('rm', '-r', '--quiet', '--force', '--ignore-unmatch', '.')
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, path)), { recursive: true })
      writeFileSync(join(dir, path), text)
    }
    git('add', '--all')
    git('commit', '--quiet', '--allow-empty', '--message', message)
    return git('rev-parse', 'HEAD')
  })
  return { dir, hashes, git, close: () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }) }
}
