import { posix } from 'node:path'

/** `` for the project's root. */
export const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '')

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** A path as a file in `folder` writes it, seen from the project's root; null when it leads out of the project. */
export const fromFolder = (folder: string, path: string): string | null => {
  const whole = posix.normalize(posix.join(folder, path.replaceAll('\\', '/')))
  return whole.startsWith('..') || posix.isAbsolute(path) ? null : whole
}

/** A folder and those above it, nearest first, the root (``) last. */
export const upwards = (folder: string): readonly string[] => {
  const names = folder === '' ? [] : folder.split('/')
  return Array.from({ length: names.length + 1 }, (_, up) => names.slice(0, names.length - up).join('/'))
}

/** `packages/a` below `packages` is `a`. `above` must lie on the way up. */
export const below = (above: string, folder: string): string => (above === '' ? folder : folder.slice(above.length + 1))
