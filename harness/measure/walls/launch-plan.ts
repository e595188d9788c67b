import { dirname } from 'node:path'
import type { DriverCommand } from '../../edges/driver-process.ts'
import type { Wall } from '../../model/walls.ts'
import { filterFor } from './filter.ts'
import { OF_THE_SYSTEM, RIGHTS, type Right } from './landlock.ts'
import { sandboxProfile } from './sandbox-profile.ts'
import type { Arch } from './syscalls.ts'
import type { Walled } from './walled.ts'

export type Launcher = LinuxLauncher | MacLauncher

/** macOS's own. https://keith.github.io/xcode-man-pages/sandbox-exec.1.html */
export type MacLauncher = { readonly sandbox: string; readonly node: string; readonly holds: readonly Wall[] }

export type LinuxLauncher = {
  /** Where a Python is that launches what is none itself. */
  readonly python: string
  readonly launch: string
  readonly arch: Arch
  readonly holds: readonly Wall[]
  /** Default: `BOUNDS`. */
  readonly bounds?: Bounds
}

const GIB = 1024 ** 3

/** What the whole process may take, whatever it is that takes it: names of `setrlimit`. */
export type Bounds = Readonly<
  Record<'RLIMIT_DATA' | 'RLIMIT_CPU' | 'RLIMIT_NOFILE' | 'RLIMIT_FSIZE' | 'RLIMIT_CORE', number>
>

/** DATA: what V8 reserves and never uses is not counted, so it is no `AS`. CPU: seconds; the time of each job is bounded by itself. */
export const BOUNDS: Bounds = {
  RLIMIT_DATA: 2 * GIB,
  RLIMIT_CPU: 900,
  RLIMIT_NOFILE: 2048,
  RLIMIT_FSIZE: 64 * 1024 ** 2,
  RLIMIT_CORE: 0,
}

/** AS: memory that Python shares with nobody yet. */
const boundsOf = (isPython: boolean, bounds: Bounds) =>
  isPython ? { ...bounds, RLIMIT_AS: 2 * bounds.RLIMIT_DATA } : bounds

/** How it is started behind the walls that hold. */
export const launched = (walled: Walled, launcher: Launcher): Pick<DriverCommand, 'file' | 'args' | 'alone'> => {
  if ('sandbox' in launcher) return sandboxed(walled, launcher)
  const { file, args, home, reads, bytecode, script } = walled
  const { python, launch, arch, holds, bounds = BOUNDS } = launcher
  const isPython = script !== null
  const paths: readonly (readonly [Right, string])[] = [
    ...OF_THE_SYSTEM,
    ...reads.map((path) => ['read', path] as const),
    ...(isPython ? [] : [['run', file] as const]),
    ['write', home],
  ]
  const options = [
    ...Object.entries(boundsOf(isPython, bounds)).map(([name, value]) => `limit=${name}:${value}`),
    ...(holds.includes('files')
      ? ['files=', ...paths.map(([right, path]) => `path=${RIGHTS[right].toString(16)}:${path}`)]
      : []),
    ...(bytecode === undefined ? [] : [`bytecode=${bytecode}`]),
    ...(isPython ? [] : [`becomes=${file}`]),
    ...(holds.includes('network') ? ['asked='] : []),
    ...(holds.includes('signals')
      ? [`filter=${filterFor(arch, isPython ? 'never' : 'once', holds.includes('network') ? 'asked' : 'let through')}`]
      : []),
    '--',
  ]
  const alone = holds.includes('signals')
  if (!isPython) return { alone, file: python, args: ['-I', '-S', '-B', launch, ...options, ...args] }
  const at = args.indexOf(script)
  return { alone, file, args: [...args.slice(0, at), launch, ...options, ...args.slice(at)] }
}

const sandboxed = (walled: Walled, { sandbox, holds }: MacLauncher): Pick<DriverCommand, 'file' | 'args' | 'alone'> => {
  const { file, realFile = file, args } = walled
  // A runtime lies in a folder `bin` as a rule, with what it reads of itself beside that.
  const roots = [file, realFile].map((path) => dirname(dirname(path))).filter((root) => root !== '/')
  const profile = sandboxProfile(walled, [...new Set([realFile, ...roots])])
  return { alone: holds.includes('signals'), file: sandbox, args: ['-p', profile, file, ...args] }
}
