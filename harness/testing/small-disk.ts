import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { withMounts } from './with-mounts.ts'

export type SmallDisk = {
  /** Words before a program's own, so that it sees the disk. */
  readonly under: readonly string[]
  readonly resize: (kB: number) => void
  /** Files in folders for unfinished work, and files that are half written. */
  readonly left: () => readonly string[]
  readonly close: () => void
}

/**
 * An empty file system in place of a folder, that lasts from one program to the next (`withMounts`: for one alone).
 * @param cwd where the programs run
 */
export const startSmallDisk = async (folder: string, kB: number, cwd: string): Promise<SmallDisk> => {
  const [file = '', ...words] = withMounts({ kind: 'small', folder, kB })
  const holder = spawn(file, [...words, 'sh', '-c', 'echo ready; exec sleep 3600'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  const enter = ['nsenter', `--target=${holder.pid}`, '--user', '--mount', '--preserve-credentials']
  const within = (...command: readonly string[]): string => {
    const [program = '', ...args] = [...enter, ...command]
    return execFileSync(program, args, { encoding: 'utf8' })
  }
  return {
    // Who enters stands at the root.
    under: [...enter, 'sh', '-c', 'cd "$0" && exec "$@"', cwd],
    resize: (more) => void within('mount', '-o', `remount,size=${more}k`, folder),
    left: () =>
      within('find', folder, '(', '-path', '*/.tmp/*', '-prune', '-o', '-regex', HALF_WRITTEN, ')', '-print')
        .split('\n')
        .filter((name) => name !== ''),
    close: () => void holder.kill('SIGKILL'),
  }
}

const HALF_WRITTEN = String.raw`.*\.\(json\|zst\)\.[0-9]+`
