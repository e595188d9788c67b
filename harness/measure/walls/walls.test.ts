import { expect, test } from 'vitest'
import { spawnDriver } from '../../edges/driver-process.ts'
import { findWalls } from './find-walls.ts'

const machine = { platform: process.platform, arch: process.arch, searchPath: process.env['PATH'] ?? '' }

test('a machine without a Python, or of another kernel, has no walls and says why', async () => {
  expect(await findWalls({ ...machine, searchPath: '/nowhere' }, spawnDriver)).toMatchObject({
    holds: [],
    because: expect.stringContaining('python3 could not be started'),
  })
  expect(await findWalls({ ...machine, platform: 'win32' }, spawnDriver)).toMatchObject({ holds: [], launcher: null })
})

test.runIf(process.platform === 'linux')('what is said to hold was tried', async () => {
  const walls = await findWalls(machine, spawnDriver)
  expect(walls.launcher?.holds ?? []).toEqual(walls.holds)
  expect(walls.because === null).toBe(walls.holds.length === 3)
})
