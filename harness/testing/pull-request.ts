import { onTestFinished } from 'vitest'
import { run } from '../edges/process.ts'
import { makeGitRepository } from './git-repository.ts'
import type { Files } from './package-files.ts'
import type { Sandbox } from './sandbox.ts'

/**
 * What `main` holds, checked out in a sandbox as a runner does for a pull request: its own commit and no other branch. What
 * the pull request changes, the test writes over it.
 */
export const checkOutPullRequest = async ({ dir, env }: Pick<Sandbox, 'dir' | 'env'>, files: Files): Promise<void> => {
  const origin = makeGitRepository([{ message: 'What is in production', files }])
  onTestFinished(origin.close)
  const git = (...args: readonly string[]) => run({ file: 'git', args, cwd: dir, env })
  await git('clone', '--quiet', origin.dir, '.')
  await git('checkout', '--quiet', '--detach')
  await git('branch', '--delete', '--remotes', 'origin/main')
}
