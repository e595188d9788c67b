import { expect, test } from 'vitest'
import { spawnDriver } from '../../edges/driver-process.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { drivePlanted } from '../walls/planted.fixture.ts'

test.each([
  'npm',
  'pypi',
] as const)('%s: where a version connects to as it is imported is told of it', async (registry) => {
  const { ended, reaches } = await drivePlanted({
    ...{ registry, name: 'early', below: temporaryFolder('early'), method: 'take', arg: '', spawn: spawnDriver },
  })
  expect(ended).toMatchObject({ kind: 'called' })
  expect(reaches).toEqual([{ kind: 'connect', what: 'telemetry.example:443' }])
})
