import { satisfies } from 'semver'
import type { DriverCommand, DriverPlace } from '../../edges/driver-process.ts'
import type { DriverHello } from '../../model/driver.ts'
import type { Installed } from '../../model/installed.ts'
import type { Language } from '../../model/runtime.ts'
import { ownFile } from '../own-file.ts'
import { OF_THE_SYSTEM } from '../walls/landlock.ts'
import { type LedHosts, trusting } from './trusting.ts'

/** What a driver is started for. */
export type DriverSubject = Pick<Extract<Installed, { state: 'ready' }>, 'runtime' | 'dir' | 'reused'>

type CommandOf = (subject: DriverSubject, place: DriverPlace) => DriverCommand

const here = (name: string): string => ownFile(`run/${name}`)

/**
 * How the driver of a runtime is started. Nothing of the caller's environment comes along.
 * @param hosts that lead to the gateway: who signs for them is trusted
 */
export const driverCommand = (subject: DriverSubject, place: DriverPlace, hosts?: LedHosts): DriverCommand => {
  const command = COMMANDS[subject.runtime.name](subject, place)
  if (!hosts) return command
  const env = { ...command.env, ...trusting(place.certificateFile) }
  return { ...command, env, certificate: hosts.certificate }
}

const node: CommandOf = ({ runtime: { path, version }, dir }, place) => ({
  file: path,
  args: [
    ...YOUNG_HEAP,
    ...QUIET,
    ...(satisfies(version, HAS_PERMISSIONS) ? permissions(version, dir, place) : []),
    here('driver.mjs'),
  ],
  cwd: place.home,
  env: { LANG: 'C.UTF-8' },
  walled: { reads: [...both(dir, place), here('')], script: null },
})

/** What Node says of the way in which we load an SDK is no word of the SDK. */
const QUIET = ['--disable-warning=ExperimentalWarning']

/**
 * A V8 option, in MiB. With the young heap it has by default Node collects garbage several times while it loads an SDK,
 * on threads of its own that take the processor from the driver beside it.
 */
const YOUNG_HEAP = ['--min-semi-space-size=16']

/** https://nodejs.org/api/cli.html#--permission: stable since then. */
const HAS_PERMISSIONS = '>=22.13.0 <23 || >=23.5.0'

/** https://nodejs.org/api/cli.html#--allow-net: since then nothing connects without it. */
const WALLS_NET = '>=25.0.0'

/** What the driver imports of ours. */
const OWN_FILES =
  'driver channel homes stand-ins invoke clients call-ends carry-out perform unsupported variables whose-job tell-reaches guard guard-handles look-for-changes virtual-time'
    .split(' ')
    .map((name) => `${name}.mjs`)

/** A second wall behind the guard: no other process, thread, addon or file. It costs nothing that can be measured. */
const permissions = (version: string, dir: string, { home, realPath }: DriverPlace): string[] => [
  '--permission',
  // To the gateway: which ports are let through the guard says.
  ...(satisfies(version, WALLS_NET) ? ['--allow-net'] : []),
  // Both: modules are looked up along the one and read from the other.
  ...[dir, home, ...OWN_FILES.map((name) => here(name))]
    .flatMap((path) => [...new Set([path, realPath(path)])])
    .map((path) => `--allow-fs-read=${path}`),
  `--allow-fs-write=${home}`,
]

/**
 * Isolated (`-I`), without site-packages (`-S`), unbuffered (`-u`: what was printed before a crash is not lost).
 * Each client loads the certificates anew; one is quicker to load than a hundred and forty, and requests are plain HTTP.
 *
 * A folder that was just laid down is as a rule measured once, since results are kept: writing its bytecode (`-B`: do
 * not) would take longer than compiling does. One that is met again is worth it.
 */
const python: CommandOf = ({ runtime, dir, reused }, place) => ({
  file: runtime.path,
  args: ['-I', '-S', '-u', ...(reused ? [] : ['-B']), here('driver.py')],
  cwd: place.home,
  env: { LANG: 'C.UTF-8', SSL_CERT_FILE: here('one-certificate.pem') },
  walled: {
    reads: [...both(dir, place), here('')],
    script: here('driver.py'),
    ...(reused ? { bytecode: dir } : {}),
  },
})

/** What a guard that decides by itself lets a driver read and write: what the kernel's walls do. */
export const mayTouch = ({ walled }: DriverCommand, place: DriverPlace): DriverHello['files'] => {
  const writes = both(place.home, place)
  if (!walled) return { reads: writes, writes }
  const { reads, bytecode } = walled
  return {
    reads: [...OF_THE_SYSTEM.map(([, path]) => path), ...reads, ...writes],
    writes: [...writes, '/dev/null'],
    ...(bytecode === undefined ? {} : { bytecode: place.realPath(bytecode) }),
  }
}

/** As it is called, and as it is. */
const both = (path: string, { realPath }: DriverPlace): readonly string[] => [...new Set([path, realPath(path)])]

const COMMANDS = { node, python } as const satisfies Record<Language, CommandOf>
