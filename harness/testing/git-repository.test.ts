import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeGitRepository } from './git-repository.ts'

const commits = [
  { message: 'First', files: { 'a.txt': 'one', 'lib/b.txt': 'b' } },
  { message: 'Second', files: { 'a.txt': 'two' } },
]

test('each commit holds its own files and no others', () => {
  const repository = makeGitRepository(commits)
  onTestFinished(repository.close)
  expect(readFileSync(join(repository.dir, 'a.txt'), 'utf8')).toBe('two')
  expect(readdirSync(repository.dir).sort()).toEqual(['.git', 'a.txt'])
  expect(repository.git('log', '--format=%s').split('\n')).toEqual(['Second', 'First'])
  expect(repository.git('show', `${repository.hashes[0]}:lib/b.txt`)).toBe('b')
})

test('the same commits have the same hashes', () => {
  const [one, other] = [makeGitRepository(commits), makeGitRepository(commits)]
  onTestFinished(one.close)
  onTestFinished(other.close)
  expect(one.hashes).toEqual(other.hashes)
})
