import { lstat, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../../edges/disk-trouble.ts'
import { namesIn } from '../../edges/files.ts'
import { isAbandoned } from '../../edges/work-folder.ts'
import type { CacheItem, CacheKind } from '../../model/cache.ts'

/** Everything in a cache, installs first, in order of kind and name; not what a run beside takes away meanwhile. */
export const cacheItems = async (cache: string): Promise<readonly CacheItem[]> => {
  const seen = new Set<string>()
  const items: CacheItem[] = []
  for (const [kind, names] of await namesByKind(cache))
    for (const name of [...names].sort()) {
      const item = await itemAt(cache, kind, name, seen)
      if (item) items.push(item)
    }
  return items
}

/** Whole folders that are removed as one: an install is one that has a manifest. */
const namesByKind = async (cache: string): Promise<readonly (readonly [CacheKind, readonly string[]])[]> => [
  ['install', await installsBelow(cache, 'installs')],
  ['results', await childrenOf(cache, 'captures', 3)],
  [
    'lists',
    [...(await childrenOf(cache, 'registries', 1)), ...(await childrenOf(cache, join('stores', 'pnpm-listings'), 1))],
  ],
  ['tool', (await childrenOf(cache, 'tools', 1)).filter((name) => !name.endsWith('.tmp'))],
  ['fault', await childrenOf(cache, 'faults', 1)],
  ['store', (await childrenOf(cache, 'stores', 1)).filter((name) => !name.endsWith('pnpm-listings'))],
  ['leftover', (await Promise.all(['installs', 'tools'].map((part) => abandonedIn(cache, join(part, '.tmp'))))).flat()],
]

/** Names below the cache of the folders that hold an install; what is being laid down lies elsewhere. */
export const installsBelow = async (cache: string, name: string): Promise<readonly string[]> => {
  const names = await namesIn(join(cache, name))
  if (names.includes('sdkdrift.json')) return [name]
  const inside = names.filter((one) => one !== '.tmp' && one !== 'node_modules')
  return (await Promise.all(inside.map((one) => installsBelow(cache, join(name, one))))).flat()
}

const childrenOf = async (cache: string, name: string, depth: number): Promise<readonly string[]> => {
  const names = (await namesIn(join(cache, name))).map((one) => join(name, one))
  return depth <= 1 ? names : (await Promise.all(names.map((one) => childrenOf(cache, one, depth - 1)))).flat()
}

const abandonedIn = async (cache: string, name: string): Promise<readonly string[]> => {
  const names = await namesIn(join(cache, name))
  const abandoned = await Promise.all(names.map((one) => isAbandoned(join(cache, name, one))))
  return names.filter((_, at) => abandoned[at]).map((one) => join(name, one))
}

const itemAt = async (cache: string, kind: CacheKind, name: string, seen: Set<string>): Promise<CacheItem | null> => {
  const path = join(cache, name)
  const marked = kind === 'install' ? join(path, 'sdkdrift.json') : path
  const found = await unlessGone(stat(marked))
  return found && { kind, name, bytes: await bytesOf(path, seen), usedAt: found.mtime.toISOString() }
}

const unlessGone = <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
    throw error
  })

/** Of blocks that are really taken; a file that has several names counts once. */
const bytesOf = async (path: string, seen: Set<string>): Promise<number> => {
  const found = await unlessGone(lstat(path))
  if (!found) return 0
  const inode = `${found.dev} ${found.ino}`
  if (seen.has(inode)) return 0
  seen.add(inode)
  const own = found.blocks * 512
  if (!found.isDirectory()) return own
  let sum = own
  for (const name of await namesIn(path)) sum += await bytesOf(join(path, name), seen)
  return sum
}
