import { execFileSync } from 'node:child_process'

/** What a folder is for one program alone: the machine keeps its own. */
export type Mount =
  /** As it is, and nothing can be written. */
  | { readonly kind: 'read-only'; readonly folder: string }
  /** An empty file system with this many kB. */
  | { readonly kind: 'small'; readonly folder: string; readonly kB: number }

/** Words before a program's own, so that it sees these folders so (user namespaces, Linux). */
export const withMounts = (...mounts: readonly Mount[]): readonly string[] => {
  const commands = mounts.map((mount) =>
    mount.kind === 'read-only'
      ? `mount --bind '${mount.folder}' '${mount.folder}' && mount -o remount,bind,ro '${mount.folder}'`
      : `mount -t tmpfs -o size=${mount.kB}k tmpfs '${mount.folder}'`,
  )
  return ['unshare', '--map-root-user', '--mount', 'sh', '-c', [...commands, 'exec "$@"'].join(' && '), 'sh']
}

/** Does this machine let a test do so? */
export const canMount = (): boolean => {
  try {
    const [file = '', ...args] = withMounts({ kind: 'small', folder: '/mnt', kB: 64 })
    execFileSync(file, [...args, 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
