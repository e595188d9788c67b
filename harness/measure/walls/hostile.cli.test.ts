import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type SpawnDriver, spawnDriver } from '../../edges/driver-process.ts'
import { distinctReaches, reachText } from '../../model/reach.ts'
import type { Registry } from '../../model/sdk.ts'
import { runtimes } from '../../testing/runtimes.ts'
import { behindWalls } from './behind-walls.ts'
import { findWalls } from './find-walls.ts'
import { type Launcher, launched } from './launch-plan.ts'
import { drivePlanted } from './planted.fixture.ts'

// A planted SDK of each language tries every way out, also past the guards in the runtimes: by native code, by patched builtins.

const folder = mkdtempSync(join(tmpdir(), 'sdkdrift-hostile-'))
let reached = 0
const server = createServer((socket) => {
  reached++
  socket.end()
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const door = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1')
await once(door, 'listening')
const { port: mayReach } = door.address() as AddressInfo
afterAll(() => {
  door.close()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const walls = await findWalls(
  { platform: process.platform, arch: process.arch, searchPath: process.env['PATH'] ?? '' },
  spawnDriver,
)

const escaped = z.object({ tried: z.array(z.string()), out: z.array(z.string()) })

/** What is not to be reached: files of somebody else's, a socket, a listener. */
const lieAround = async () => {
  const others = mkdtempSync(join(folder, 'others-'))
  for (const name of ['file', 'removable', 'renamable']) writeFileSync(join(others, name), 'of somebody else')
  const unix = createServer((socket) => socket.end()).listen(join(others, 'socket'))
  await once(unix, 'listening')
  const { port } = server.address() as AddressInfo
  return { others, unix, arg: { file: join(others, 'file'), folder: others, port, open: mayReach } }
}

const escapedIn = (printed: string, seen: unknown) => {
  const said = printed.split('\n').find((text) => text.startsWith('ESCAPED'))
  expect(said, `${JSON.stringify(seen)}\n${printed}`).toBeTruthy()
  return escaped.parse(JSON.parse(said?.slice('ESCAPED'.length) ?? ''))
}

const attack = async (registry: Registry, spawn: SpawnDriver) => {
  const { others, unix, arg } = await lieAround()
  const planted = {
    registry,
    name: 'hostile',
    below: folder,
    method: 'escape',
    arg,
    spawn,
    ports: [mayReach],
    last: 'ESCAPED',
  }
  const there = readdirSync(others)
  const { dir, drive, ended, printed, reaches } = await drivePlanted(planted)
  // Also what it could not see itself.
  expect(readdirSync(others)).toEqual(there)
  unix.close()
  const nameless = distinctReaches(reaches).map((one) => reachText(one).replace(others, 'OTHERS').replace(dir, 'OWN'))
  return { ...escapedIn(printed, { drive, ended }), told: nameless }
}

test.runIf(walls.holds.length === 3).each(['npm', 'pypi'] as const)('%s: nothing gets out', async (registry) => {
  reached = 0
  const { tried, out } = await attack(
    registry,
    behindWalls(async () => walls, spawnDriver),
  )
  expect(tried.length).toBeGreaterThanOrEqual(40)
  expect(out).toEqual([])
  expect(reached).toBe(0)
})

/** The planted SDK as a program behind the kernel's walls: no guard is in its runtime. Node would end itself at what is refused. */
const attackBare = async (launcher: Launcher) => {
  const { others, unix, arg } = await lieAround()
  const there = readdirSync(others)
  const dir = mkdtempSync(join(folder, 'bare-'))
  cpSync(join(import.meta.dirname, '../../../fixtures/packages/pypi/hostile'), dir, { recursive: true })
  const script = join(dir, 'bare.py')
  const path = 'import os, sys; sys.path.insert(0, os.path.dirname(__file__))'
  writeFileSync(script, `${path}; import hostile; hostile.Client().escape(${JSON.stringify(arg)})`)
  const [file, args] = [runtimes.pypi.path, ['-I', '-S', '-B', script]]
  let printed = ''
  const driver = await spawnDriver(
    ({ home }) => ({ ...launched({ file, args, home, reads: [dir], script }, launcher), cwd: home, env: {} }),
    {
      line: () => {},
      output: (_, text) => {
        printed += text
      },
    },
  )
  driver.allow([mayReach])
  const { exit } = await driver.ended
  expect(readdirSync(others)).toEqual(there)
  unix.close()
  return escapedIn(printed, exit)
}

/** What is refused and does not say so. */
const SAYS_NOTHING = ['reads passwords', 'includes a file of keys', "writes to the machine's log"]

test.runIf(walls.holds.length === 3)('the kernel holds by itself, where no guard is', async () => {
  if (!walls.launcher || 'sandbox' in walls.launcher) return
  reached = 0
  const { tried, out } = await attackBare(walls.launcher)
  expect(tried.length).toBeGreaterThanOrEqual(100)
  expect(out.filter((way) => !SAYS_NOTHING.includes(way))).toEqual([])
  expect(reached).toBe(0)
})

/** OpenSSL opens these files by itself, and says no more of one than whether it holds certificates. */
const KERNEL_ALONE = ['reads certificates']

test.each(['npm', 'pypi'] as const)('%s: the guard in the runtime holds by itself too', async (registry) => {
  reached = 0
  const { out } = await attack(registry, spawnDriver)
  expect(out.filter((way) => !KERNEL_ALONE.includes(way))).toEqual([])
  expect(reached).toBe(0)
})

const TOLD = [
  ...['read OTHERS', 'read OTHERS/file', 'write OTHERS/written', 'write OTHERS/base.sqlite'],
  ...['start true', 'signal its parent', 'signal a group'],
]

test.each(['npm', 'pypi'] as const)('%s: what was tried is told, once', async (registry) => {
  const { told } = await attack(registry, spawnDriver)
  for (const one of TOLD) expect(told).toContain(one)
  if (registry === 'npm') expect(told).toEqual(expect.arrayContaining(['start a worker thread', 'start an inspector']))
  expect(told.some((one) => one.startsWith('load '))).toBe(true)
  expect(new Set(told).size).toBe(told.length)
})
