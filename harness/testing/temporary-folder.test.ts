import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts'

test('a folder is there until all are taken away, with what is in them', () => {
  const [one, other] = [temporaryFolder('one'), temporaryFolder('one')]
  writeFileSync(join(one, 'file'), '')
  expect(one).not.toBe(other)
  removeTemporaryFolders()
  expect([one, other].map((dir) => existsSync(dir))).toEqual([false, false])
})
