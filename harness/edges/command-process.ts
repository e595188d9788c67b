import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DriverCommand, killGroup } from './driver-process.ts'
import { processorTimeOf } from './processor-time.ts'
import { endStrays } from './strays.ts'
import { openTempFolder } from './temp-folder.ts'
import { watch } from './watchdog.ts'

export type CommandProcess = {
  /** Ends it and all that it started, at once. */
  readonly kill: () => void
  /** What it and its processes have had of the processor, in milliseconds; null where nobody tells it. */
  readonly processorMs: () => Promise<number | null>
  /** Resolves when it is gone with all that it started, and its folder is removed. */
  readonly ended: Promise<CommandEnd>
}

export type CommandEnd = {
  /** null when a signal ended it, or it could not be started. */
  readonly exitCode: number | null
  readonly signal: string | null
  /** Why it could not be started; null when it was. */
  readonly failure: string | null
  /** What its processes wrote into their log. */
  readonly log: string
  /** Names of the processes that it left running, sorted; they were ended. Empty where it was cut off itself. */
  readonly strays: readonly string[]
}

/** Files of a command's own folder, which goes with it. */
export type CommandPlace = {
  /** Its processes may append to it. */
  readonly log: string
  /** Is there when the command asks for one. */
  readonly certificateFile: string
  /** Where a file of the command's lies by its name. */
  readonly fileAt: (name: string) => string
  /** Holds the command's `programs`. */
  readonly programsDir: string
}

export type CommandStart = DriverCommand & {
  /** Texts by name, each in a file that the command may read. */
  readonly files: Readonly<Record<string, string>>
  /** Programs by the name that they are called by: in the place's own folder of programs. Default: none. */
  readonly programs?: Readonly<Record<string, string>>
}

export type StartCommand = (
  commandFor: (place: CommandPlace) => CommandStart,
  output: (stream: 'stdout' | 'stderr', text: string) => void,
) => Promise<CommandProcess>

/** Starts a user's command in a process group of its own, with an empty home. It ends when the harness does. */
export const startCommand: StartCommand = async (commandFor, output) => {
  const { execa } = await import('execa')
  const folder = await openTempFolder()
  const [home, log, certificateFile] = [join(folder, 'home'), join(folder, 'log'), join(folder, 'ca.pem')]
  const fileAt = (name: string): string => join(folder, 'credentials', name)
  await mkdir(home)
  await mkdir(fileAt(''))
  const programsDir = join(folder, 'bin')
  const {
    file,
    args,
    cwd,
    env,
    certificate,
    files,
    programs = {},
  } = commandFor({ log, certificateFile, fileAt, programsDir })
  if (Object.keys(programs).length > 0) await mkdir(programsDir)
  await Promise.all(Object.entries(programs).map(([name, path]) => symlink(path, join(programsDir, name))))
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(fileAt(name), text, { mode: 0o600 })))
  if (certificate !== undefined) await writeFile(certificateFile, certificate)
  const child = execa(file, [...args], {
    cwd,
    env: { ...env, HOME: home, TMPDIR: home },
    extendEnv: false,
    reject: false,
    buffer: false,
    detached: true,
    stdin: 'ignore',
  })
  child.stdout.setEncoding('utf8').on('data', (text: string) => output('stdout', text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => output('stderr', text))
  const unwatch = child.pid === undefined ? undefined : watch(child.pid, folder)
  // What it left behind would hold its streams open.
  let isCutOff = false
  const left = new Promise<readonly string[]>((resolve) => {
    child.nodeChildProcess.once('exit', () => {
      // First by their variables: who has left the group has them too, and who is ended has no name any more.
      resolve(endStrays(home).finally(() => killGroup(child.pid)))
    })
  })
  return {
    kill: () => {
      isCutOff = true
      killGroup(child.pid)
    },
    processorMs: async () => (child.pid === undefined ? null : processorTimeOf(child.pid)),
    ended: child.then(async (result) => {
      const strays = child.pid === undefined ? [] : await left
      const text = await readFile(log, 'utf8').catch(() => '')
      await rm(folder, { recursive: true, force: true })
      unwatch?.()
      const started = result.exitCode !== undefined || result.signal !== undefined
      return {
        exitCode: result.exitCode ?? null,
        signal: result.signal ?? null,
        failure: started ? null : (result.originalMessage ?? 'no reason given'),
        log: text,
        strays: isCutOff ? [] : strays,
      }
    }),
  }
}
