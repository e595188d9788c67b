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
import { refusedIn } from '../run/driver-events.ts'
import { runBare } from './bare.fixture.ts'
import { behindWalls } from './behind-walls.ts'
import { findWalls } from './find-walls.ts'
import type { LinuxLauncher } from './launch-plan.ts'
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

/** Where there is one of Linux. */
const linux: LinuxLauncher | null = walls.launcher && 'python' in walls.launcher ? walls.launcher : null

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

/** The planted SDK as a program behind the kernel's walls alone. */
const attackBare = async (launcher: LinuxLauncher, only = '') => {
  const { others, unix, arg } = await lieAround()
  const there = readdirSync(others)
  const code = `import hostile; hostile.Client().escape(${JSON.stringify({ ...arg, only })})`
  const { printed, exit } = await runBare({ launcher, code, below: folder, ports: [mayReach] })
  expect(readdirSync(others)).toEqual(there)
  unix.close()
  return escapedIn(printed, exit)
}

/** What is refused and does not say so. */
const SAYS_NOTHING = ['reads passwords', 'includes a file of keys', "writes to the machine's log"]

test.runIf(walls.holds.length === 3)('the kernel holds by itself, where no guard is', async () => {
  if (!linux) return
  reached = 0
  const { tried, out } = await attackBare(linux)
  expect(tried.length).toBeGreaterThanOrEqual(100)
  expect(out.filter((way) => !SAYS_NOTHING.includes(way))).toEqual([])
  expect(reached).toBe(0)
})

// From Linux 6.12 on Landlock holds signals too, so that a filter that let them through would not be seen.
test.runIf(walls.holds.length === 3)('signals are held where the kernel has no Landlock', async () => {
  if (!linux) return
  for (const only of ['signal', 'asks for the caller']) {
    const { tried, out } = await attackBare({ ...linux, holds: ['signals'] }, only)
    expect(tried.length).toBeGreaterThan(0)
    expect(out).toEqual([])
  }
})

const MANY = `
import hostile, time
def attempt(port):
    try:
        hostile.native_connect(port)
    except OSError:
        pass
for _ in range(200):
    attempt(1)
for port in range(2, 202):
    attempt(port)
print("NEXT", flush=True)
time.sleep(1)
attempt(1)
`

test.runIf(walls.holds.length === 3)(
  'of connections that the kernel refuses the first hundred different ones of each job are told',
  async () => {
    if (!linux) return
    const { lines } = await runBare({ launcher: linux, code: MANY, below: folder, next: 'NEXT' })
    const told = lines.map((line) => refusedIn(line)?.port)
    expect(told).toEqual([...Array.from({ length: 100 }, (_, at) => at + 1), 1])
  },
)

test.runIf(walls.holds.length === 3)(
  'a port that is let through is known to the kernel, however many jobs there were before',
  async () => {
    if (!linux) return
    const code = `
import hostile, time
time.sleep(2)
hostile.native_connect(${mayReach})
`
    const { lines, exit } = await runBare({
      ...{ launcher: linux, code, below: folder, jobsBefore: 3000, ports: [mayReach] },
    })
    expect({ lines, exit }).toEqual({ lines: [], exit: 'exited with code 0' })
  },
)

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
