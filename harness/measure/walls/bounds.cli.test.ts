import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { spawnDriver } from '../../edges/driver-process.ts'
import type { Registry } from '../../model/sdk.ts'
import { boundText, metBound } from '../run/met-bound.ts'
import { behindWalls } from './behind-walls.ts'
import { findWalls } from './find-walls.ts'
import { BOUNDS } from './launch-plan.ts'
import { drivePlanted } from './planted.fixture.ts'

// A planted SDK of each language takes without end what a driver may have some of: it ends long before its time is up, and
// whoever reads of it is told what it came up against.

const MIB = 1024 ** 2
const below = mkdtempSync(join(tmpdir(), 'sdkdrift-greedy-'))
afterAll(() => rmSync(below, { recursive: true, force: true }))

const machine = { platform: process.platform, arch: process.arch, searchPath: process.env['PATH'] ?? '' }
const walls = await findWalls(machine, spawnDriver)
const bounds = { ...BOUNDS, RLIMIT_DATA: 768 * MIB, RLIMIT_CPU: 2, RLIMIT_NOFILE: 256 }
const launcher = walls.launcher && { ...walls.launcher, bounds }
const room = { bytes: 256 * MIB, files: 500, threads: 200 }

/** What a report would say of it. */
const greedOf = async (registry: Registry, arg: string): Promise<string> => {
  const spawn = behindWalls(
    async () => ({ ...walls, launcher }),
    (commandFor, listeners) => spawnDriver((place) => ({ ...commandFor(place), room }), listeners),
  )
  const { drive, ended } = await drivePlanted({
    ...{ registry, name: 'greedy', below, method: 'take', arg, spawn },
    timeoutMs: 60_000,
  })
  if (drive.kind !== 'done') return drive.reason
  const [call] = ended?.kind === 'called' ? ended.calls : []
  if (call?.kind !== 'raised') return `${call?.kind}`
  const said = `${call.name}: ${call.message}`
  return `${said} ${boundText(metBound(said))}`
}

const REGISTRIES = ['npm', 'pypi'] as const

test.each(REGISTRIES)('%s: who takes nothing meets no bound', async (registry) => {
  expect(await greedOf(registry, 'nothing')).toBe('returned')
})

const OF_THE_KERNEL = [
  ['memory', 'came up against a bound on its memory'],
  ['processor', 'ended by SIGXCPU: it has used all the processor time that it may'],
  ['open files', 'came up against a bound on its open files'],
  ['one file', 'came up against a bound on its size of a file'],
] as const
const OF_THE_KERNEL_EACH = OF_THE_KERNEL.flatMap((row) => REGISTRIES.map((registry) => [registry, ...row] as const))

test.runIf(launcher).each(OF_THE_KERNEL_EACH)('%s: %s', async (registry, what, said) => {
  expect(await greedOf(registry, what)).toContain(said)
})

const OF_THE_HARNESS = [
  ['files without end', 'The driver wrote more than 256 MiB to files.'],
  ['files of nothing', 'The driver made more than 500 files.'],
  ['stdout', 'It wrote more than 8 MiB.'],
  ['stderr', 'It wrote more than 8 MiB.'],
  ['results without a line', 'it wrote more than 4 MiB of results in a line'],
  [
    'results of reaches',
    'Results were made up: on the channel of the results stood: more attempts than guards tell of.',
  ],
] as const
const OF_THE_HARNESS_EACH = OF_THE_HARNESS.flatMap((row) => REGISTRIES.map((registry) => [registry, ...row] as const))

// Where nobody tells what a process writes, they are found by their names alone; and nobody tells how many threads it has.
test.runIf(process.platform === 'linux').each([
  ['npm', 'files without a name'],
  ['pypi', 'files without a name'],
  ['pypi', 'files by a map'],
] as const)('%s: %s', async (registry, what) => {
  expect(await greedOf(registry, what)).toContain('The driver wrote more than 256 MiB to files.')
})

test.runIf(process.platform === 'linux')('pypi: threads', async () => {
  expect(await greedOf('pypi', 'threads')).toContain('The driver began more than 200 threads.')
})

test.each(OF_THE_HARNESS_EACH)('%s: %s', async (registry, what, said) => {
  expect(await greedOf(registry, what)).toContain(said)
})
