import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import type { SpawnDriver } from '../../edges/driver-process.ts'
import { WALLS, type Wall, type Walls } from '../../model/walls.ts'
import { ownFile } from '../own-file.ts'
import { type Launcher, launched, type MacLauncher } from './launch-plan.ts'

/** The walls of this machine, and how they are put up; `launcher` is null where none can be. */
export type WallsHere = Walls & { readonly launcher: Launcher | null }

const PROBE = ownFile('walls/probe.py')
const NODE_PROBE = ownFile('walls/probe.mjs')
const LAUNCH = ownFile('walls/launch.py')
/** A Python that cannot be started, or hangs, holds no run up. */
const TIMEOUT_MS = 10_000

/** Each may be missing on some machine: the network's where a process may not look into another, files where there is no Landlock. */
const TRIES: readonly (readonly Wall[])[] = [
  WALLS,
  ['files', 'signals'],
  ['network', 'signals'],
  ['signals'],
  ['files'],
]

type Machine = {
  readonly platform: string
  readonly arch: string
  readonly searchPath: string
  /** A Node to try the walls with, where no Python puts them up. Default: there is none. */
  readonly node?: string
}

/** Which walls hold on this machine: the launcher is started, and what each wall is to refuse is tried behind it. */
export const findWalls = async (machine: Machine, spawn: SpawnDriver): Promise<WallsHere> => {
  const none = (because: string): WallsHere => ({ holds: [], because, launcher: null })
  if (machine.platform === 'darwin' && machine.node !== undefined) return findOfMac(machine.node, machine, spawn)
  if (machine.platform !== 'linux') return none('the kernel of Linux is needed, with Landlock and seccomp')
  const { arch } = machine
  if (arch !== 'x64' && arch !== 'arm64') return none(`no filter of system calls is known for ${arch}`)
  const [open, closed] = await Promise.all([listener(), listener()])
  try {
    let reason = 'no python3 could be started, which puts them up'
    const gaps = new Set<Wall>()
    for (const holds of TRIES) {
      const tried = await tryOut(
        { python: 'python3', launch: LAUNCH, arch, holds },
        { ...machine, open, closed },
        spawn,
      )
      if (tried.kind === 'failed') {
        reason = tried.reason
        continue
      }
      for (const wall of holds) if (tried.gaps.includes(wall)) gaps.add(wall)
      if (holds.every((wall) => tried.refused.includes(wall)))
        return {
          holds,
          because: whyMissing(
            WALLS.filter((wall) => !holds.includes(wall)),
            gaps,
          ),
          launcher: { python: tried.python, launch: LAUNCH, arch, holds },
        }
    }
    return none(gaps.size > 0 ? (whyMissing([...gaps], gaps) ?? reason) : reason)
  } finally {
    for (const { server } of [open, closed]) server.close()
  }
}

/** What stood and held nothing is a fault of ours, whatever the machine. */
const whyMissing = (missing: readonly Wall[], gaps: ReadonlySet<Wall>): string | null => {
  if (missing.length === 0) return null
  const leaky = missing.filter((wall) => gaps.has(wall))
  const unknown = missing.filter((wall) => !gaps.has(wall))
  return [
    ...(unknown.length > 0 ? [`this kernel does not let a process wall in: ${unknown.join(', ')}`] : []),
    ...(leaky.length > 0
      ? [`put up, and let through what it is to refuse (please report this): ${leaky.join(', ')}`]
      : []),
  ].join('; ')
}

/** Written by what Apple's own profiles say, and never run by us: what a probe finds refused is what counts. */
const findOfMac = async (node: string, machine: Machine, spawn: SpawnDriver): Promise<WallsHere> => {
  const [open, closed] = await Promise.all([listener(), listener()])
  const launcher: MacLauncher = { sandbox: '/usr/bin/sandbox-exec', node, holds: [] }
  try {
    const tried = await tryOut(launcher, { ...machine, open, closed }, spawn)
    if (tried.kind === 'failed') return { holds: [], because: tried.reason, launcher: null }
    const holds = WALLS.filter((wall) => tried.refused.includes(wall))
    const missing = WALLS.filter((wall) => !holds.includes(wall))
    const because = missing.length === 0 ? null : `sandbox-exec does not hold: ${missing.join(', ')}`
    return { holds, because, launcher: holds.length === 0 ? null : { ...launcher, holds } }
  } finally {
    for (const { server } of [open, closed]) server.close()
  }
}

type Listening = { readonly server: Server; readonly port: number }

const listener = async (): Promise<Listening> => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.unref()
  const { port } = server.address() as AddressInfo
  return { server, port }
}

type Tried =
  | {
      readonly kind: 'tried'
      readonly python: string
      readonly refused: readonly string[]
      readonly gaps: readonly string[]
    }
  | { readonly kind: 'failed'; readonly reason: string }

const tryOut = async (
  launcher: Launcher,
  { searchPath, open, closed }: Machine & { readonly open: Listening; readonly closed: Listening },
  spawn: SpawnDriver,
): Promise<Tried> => {
  let said = ''
  let stderr = ''
  const ports = [`${open.port}`, `${closed.port}`]
  const asked =
    'sandbox' in launcher
      ? { file: launcher.node, args: [NODE_PROBE, ...ports], script: null }
      : { file: launcher.python, args: ['-I', '-S', '-B', PROBE, ...ports], script: PROBE }
  const probe = await spawn(
    ({ home }) => ({
      ...launched({ ...asked, home, reads: [ownFile('walls')] }, launcher),
      cwd: home,
      env: { PATH: searchPath },
    }),
    {
      // What the supervisor refused stands there as well.
      line: (text) => {
        if (!text.startsWith('{')) said = text
      },
      output: (stream, text) => {
        if (stream === 'stderr') stderr += text
      },
    },
  )
  probe.allow([open.port])
  const timer = setTimeout(probe.kill, TIMEOUT_MS)
  const { exit } = await probe.ended
  clearTimeout(timer)
  const [python, ...words] = said.split(' ')
  const refused = words.filter((word) => !word.startsWith('!'))
  const gaps = words.filter((word) => word.startsWith('!')).map((word) => word.slice(1))
  if (python) return { kind: 'tried', python, refused, gaps }
  return {
    kind: 'failed',
    reason: `${asked.file} ${exit}${stderr ? `: ${stderr.trim().split('\n').at(-1)}` : ''}`,
  }
}
