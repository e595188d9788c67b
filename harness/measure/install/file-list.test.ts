import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { damageIn, writeFileList } from './file-list.ts'

test('before each run sizes are looked at of what a runtime may load, and everything when bytes are', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sdkdrift-file-list-'))
  onTestFinished(() => rm(dir, { recursive: true }))
  const names = ['index.js', 'data.json', 'index.d.ts', 'index.js.map', 'README.md']
  for (const name of names) await writeFile(join(dir, name), 'whole')
  await writeFileList(dir)
  for (const name of names) await writeFile(join(dir, name), 'cut')
  expect(await damageIn(dir, 'sizes')).toEqual(['data.json', 'index.js'])
  expect(await damageIn(dir, 'bytes')).toEqual(names.toSorted())
})
