import { linkSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { ownBytecode } from './own-bytecode.ts'

test('what a wheel brings compiled is no longer shared with who installs it too; all else is', async () => {
  const [store, dir] = [temporaryFolder('wheels'), temporaryFolder('install')]
  mkdirSync(join(dir, 'pkg', '__pycache__'), { recursive: true })
  const files = ['pkg/__init__.py', 'pkg/__pycache__/__init__.cpython-311.pyc']
  for (const [at, file] of files.entries()) {
    writeFileSync(join(store, String(at)), `of the wheel ${at}`)
    linkSync(join(store, String(at)), join(dir, file))
  }
  await ownBytecode(dir)
  expect(files.map((file) => statSync(join(dir, file)).nlink)).toEqual([2, 1])
  expect(readFileSync(join(dir, files[1] ?? ''), 'utf8')).toBe('of the wheel 1')
  writeFileSync(join(dir, files[1] ?? ''), 'other')
  expect(readFileSync(join(store, '1'), 'utf8')).toBe('of the wheel 1')
})
