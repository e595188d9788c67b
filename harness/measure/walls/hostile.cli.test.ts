import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type SpawnDriver, spawnDriver } from '../../edges/driver-process.ts'
import { distinctReaches, reachText } from '../../model/reach.ts'
import type { Registry } from '../../model/sdk.ts'
import { behindWalls } from './behind-walls.ts'
import { findWalls } from './find-walls.ts'
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

const attack = async (registry: Registry, spawn: SpawnDriver) => {
  const others = mkdtempSync(join(folder, 'others-'))
  for (const name of ['file', 'removable', 'renamable']) writeFileSync(join(others, name), 'of somebody else')
  const unix = createServer((socket) => socket.end()).listen(join(others, 'socket'))
  await once(unix, 'listening')
  const { port } = server.address() as AddressInfo
  const arg = { file: join(others, 'file'), folder: others, port, open: mayReach }
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
  const said = printed.split('\n').find((text) => text.startsWith('ESCAPED'))
  expect(said, `${JSON.stringify({ drive, ended })}\n${printed}`).toBeTruthy()
  const nameless = distinctReaches(reaches).map((one) => reachText(one).replace(others, 'OTHERS').replace(dir, 'OWN'))
  return { ...escaped.parse(JSON.parse(said?.slice('ESCAPED'.length) ?? '')), told: nameless }
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
