import { readFileSync } from 'node:fs'

/** In MiB. */
export type Peak = { readonly main: number; readonly tree: number }

const EVERY_MS = 200
const KIB_A_MIB = 1024

/**
 * Watches the memory of a process until told to stop: the most that it ever held, by the kernel's own count, and the
 * most that it and all below it were seen to hold at once. Null where the system does not tell (not Linux).
 */
export const watchMemory = (pid: number): { readonly soFar: () => Peak | null; readonly stop: () => Peak | null } => {
  let main = 0
  let tree = 0
  const look = (): void => {
    main = Math.max(main, field(pid, 'VmHWM'))
    tree = Math.max(
      tree,
      treeOf(pid).reduce((sum, one) => sum + field(one, 'VmRSS'), 0),
    )
  }
  const timer = setInterval(look, EVERY_MS)
  const soFar = (): Peak | null => (main === 0 ? null : { main: main / KIB_A_MIB, tree: tree / KIB_A_MIB })
  return {
    soFar,
    stop: () => {
      clearInterval(timer)
      return soFar()
    },
  }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html, in KiB; 0 for a process that is gone. */
const field = (pid: number, name: 'VmHWM' | 'VmRSS'): number =>
  Number(read(`/proc/${pid}/status`).match(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm'))?.[1] ?? 0)

const treeOf = (pid: number): readonly number[] => [
  pid,
  ...read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number).flatMap(treeOf),
]

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
