import { spawn } from 'node:child_process'
import { mkdir, readdir, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openWorkFolder, sweep } from './work-folder.ts'

const DAY_MS = 86_400_000
let parent: string

beforeEach(async () => {
  parent = temporaryFolder('work')
})

const dated = async (path: string, days: number): Promise<string> => {
  const at = new Date(Date.now() + days * DAY_MS)
  await mkdir(path, { recursive: true })
  await utimes(path, at, at)
  return basename(path)
}

test.each([-3, 3])('what a living process works on stays, when the clock was set by %d days since', async (days) => {
  const name = await dated(await openWorkFolder(parent), days)
  await sweep(parent)
  expect(await readdir(parent)).toEqual([name])
})

test.skipIf(process.platform !== 'linux')('what belonged to a process whose id another one has now goes', async () => {
  const [, host, , made] = basename(await openWorkFolder(parent)).split('~')
  await mkdir(join(parent, `${process.pid}~${host}~12~${made}`))
  await sweep(parent)
  expect(await readdir(parent)).toHaveLength(1)
})

test('what belonged to a process that is gone goes, whatever its date', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await new Promise((done) => child.once('exit', done))
  for (const days of [-3, 0, 3]) await dated(join(parent, `${child.pid}~${hostname()}~~${days}`), days)
  await sweep(parent)
  expect(await readdir(parent)).toEqual([])
})

test('of another machine, what is dated near now stays; what is far from it, ahead too, goes', async () => {
  const near = await dated(join(parent, '1~elsewhere~5~1'), -0.5)
  await dated(join(parent, '1~elsewhere~5~2'), -2)
  await dated(join(parent, '1~elsewhere~5~3'), 2)
  await sweep(parent)
  expect(await readdir(parent)).toEqual([near])
})
