import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type DriverCommand, type SpawnDriver, spawnDriver } from '../../edges/driver-process.ts'
import { findWalls } from './find-walls.ts'
import { launched } from './launch-plan.ts'

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
  // Else every test of what is refused would be left out here, as on a machine that has no walls.
  expect(walls.because ?? '').not.toContain('let through')
})

/** Asks the kernel for the version of its Landlock: landlock_create_ruleset(2), with LANDLOCK_CREATE_RULESET_VERSION. */
const LANDLOCK = 'import ctypes; print(ctypes.CDLL(None).syscall(444, None, 0, 1))'

// Else a launcher that no longer starts would leave out every test of what is refused, and none would fail.
test.runIf(process.platform === 'linux')(
  'where the kernel says that it can hold files and signals, they are held',
  async ({ skip }) => {
    const { stdout } = spawnSync('python3', ['-I', '-c', LANDLOCK], { encoding: 'utf8' })
    // Signals are held from the sixth version on.
    skip(!(Number.parseInt(stdout, 10) >= 6), 'no such Landlock here')
    expect((await findWalls(machine, spawnDriver)).holds).toEqual(expect.arrayContaining(['files', 'signals']))
  },
)

test('a wall that was put up and holds nothing is told as that, and never as a lack of the machine', async () => {
  const spawn: SpawnDriver = async (_, { line }) => {
    line('/usr/bin/python3 files signals !network')
    const ended = Promise.resolve({ exit: 'exited with code 0', strays: [] })
    return { send: () => {}, allow: () => {}, kill: () => {}, ended }
  }
  expect(await findWalls({ ...machine, platform: 'linux', arch: 'x64' }, spawn)).toMatchObject({
    holds: ['files', 'signals'],
    because: 'put up, and let through what it is to refuse (please report this): network',
  })
})

test('on macOS a sandbox is tried, and where it cannot be started that is what is said', async () => {
  if (process.platform === 'darwin') return
  const mac = await findWalls({ ...machine, platform: 'darwin', node: process.execPath }, spawnDriver)
  expect(mac).toMatchObject({ holds: [], because: expect.stringContaining('could not be started'), launcher: null })
})

test('on macOS what a probe finds refused is what holds', async () => {
  const commands: DriverCommand[] = []
  const spawn: SpawnDriver = async (commandFor, { line }) => {
    commands.push(commandFor({ home: '/private/tmp/own', realPath: (path) => path, certificateFile: '' }))
    line('/opt/node/bin/node files signals')
    const ended = Promise.resolve({ exit: 'exited with code 0', strays: [] })
    return { send: () => {}, allow: () => {}, kill: () => {}, ended }
  }
  const mac = await findWalls({ ...machine, platform: 'darwin', node: '/opt/node/bin/node' }, spawn)
  expect(mac).toMatchObject({ holds: ['files', 'signals'], because: 'sandbox-exec does not hold: network' })
  expect(commands).toMatchObject([
    {
      file: '/usr/bin/sandbox-exec',
      args: [
        '-p',
        expect.stringMatching(/^\(version 1\)/),
        '/opt/node/bin/node',
        expect.stringMatching(/probe\.mjs$/),
        expect.anything(),
        expect.anything(),
      ],
    },
  ])
})

test.runIf(process.platform === 'linux')('the probe in Node finds what the one in Python finds', async () => {
  const walls = await findWalls(machine, spawnDriver)
  if (!walls.launcher) return
  const listening = [createServer(), createServer()].map((server) => server.listen(0, '127.0.0.1').unref())
  await Promise.all(listening.map((server) => once(server, 'listening')))
  const ports = listening.map((server) => (server.address() as AddressInfo).port)
  const { launcher } = walls
  const found = async (isWalled: boolean): Promise<string> => {
    let said = ''
    const driver = await spawnDriver(
      ({ home }) => {
        const [file, args] = [process.execPath, [join(import.meta.dirname, 'probe.mjs'), ...ports.map(String)]]
        const plain = { file, args, cwd: home, env: {} }
        return isWalled
          ? { ...plain, ...launched({ file, args, home, reads: [import.meta.dirname], script: null }, launcher) }
          : plain
      },
      {
        line: (text) => {
          if (!text.startsWith('{')) said = text
        },
        output: () => {},
      },
    )
    driver.allow(ports.slice(0, 1))
    await driver.ended
    return said
  }
  expect(await found(true)).toBe([process.execPath, ...walls.holds].join(' '))
  expect(await found(false)).toBe(process.execPath)
  for (const server of listening) server.close()
})
