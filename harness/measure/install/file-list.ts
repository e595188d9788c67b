import { hash } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { readdir, readFile, readlink, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import PQueue from 'p-queue'
import { z } from 'zod'
import { codeOf } from '../../edges/disk-trouble.ts'
import { sealed, unsealed } from '../../edges/sealed.ts'
import { MANIFEST } from './manifest.ts'

/** In every finished folder, beside its manifest. */
const NAME = 'sdkdrift.files.json'
/** Files that are open at once. */
const AT_ONCE = 32

/** A path with `/` below the folder: a file's size in bytes and SHA-256, or where a link leads. */
type FileList = {
  readonly schema: 1
  readonly files: Readonly<Record<string, readonly [size: number, digest: string]>>
  readonly links: Readonly<Record<string, string>>
}
// The seal says that `writeFileList` wrote it, of whichever form: thousands of entries are not looked at one by one again.
const listSchema = z.custom<FileList>((list) => z.object({ schema: z.literal(1) }).safeParse(list).success)

/** How closely a folder is looked at: the sizes of what a runtime may load take a few milliseconds, bytes have to be read. */
export type Closely = 'sizes' | 'bytes'

/** Types, maps and texts, which no runtime loads: of most packages the greater part. */
const FOR_PEOPLE = /\.(?:d\.[cm]?ts|map|md|pyi)$/

/** Writes down what lies in a folder, for `damageIn`. */
export const writeFileList = async (dir: string): Promise<void> => {
  const files = new Map<string, [number, string]>()
  const links = new Map<string, string>()
  await forEach(await pathsIn(dir), async ({ path, isLink }) => {
    if (isLink) links.set(path, await readlink(join(dir, path)))
    else {
      const bytes = await readFile(join(dir, path))
      files.set(path, [bytes.length, hash('sha256', bytes)])
    }
  })
  const list: FileList = { schema: 1, files: sorted(files), links: sorted(links) }
  await writeFile(join(dir, NAME), sealed(list))
}

/** By path: which file was read first is chance, and the same folder has the same list. */
const sorted = <T>(byPath: ReadonlyMap<string, T>): Record<string, T> =>
  Object.fromEntries([...byPath].sort(([a], [b]) => (a < b ? -1 : 1)))

/**
 * What of a folder is not as it was when it was finished: what is gone, changed, or has come, sorted.
 * @returns null when nobody wrote down what was there
 */
export const damageIn = async (dir: string, closely: Closely): Promise<readonly string[] | null> => {
  const list = await readList(dir)
  if (list === null) return null
  if (list === 'damaged') return [NAME]
  // Thousands of them: asked one after the other they take a twentieth of what as many promises take.
  const damaged = Object.entries(list.files).flatMap(([path, [size]]) =>
    // No `join`: with as many of them it takes as long as asking.
    (closely === 'sizes' && FOR_PEOPLE.test(path)) || isOfSize(`${dir}/${path}`, size) ? [] : [path],
  )
  if (closely === 'bytes') {
    const asLong = Object.entries(list.files).filter(([path]) => !damaged.includes(path))
    await forEach(asLong, async ([path, [, digest]]) => {
      if (hash('sha256', await readFile(join(dir, path))) !== digest) damaged.push(path)
    })
    await forEach(Object.entries(list.links), async ([path, target]) => {
      const found = await readlink(join(dir, path)).catch(() => null)
      if (found !== target) damaged.push(path)
    })
    for (const { path } of await pathsIn(dir)) if (!(path in list.files) && !(path in list.links)) damaged.push(path)
  }
  return damaged.sort()
}

const readList = async (dir: string): Promise<FileList | 'damaged' | null> => {
  const text = await readFile(join(dir, NAME), 'utf8').catch(() => null)
  if (text === null) return null
  return listSchema.safeParse(unsealed(text)).data ?? 'damaged'
}

/** What Python compiles beside its sources is its own. */
const pathsIn = async (dir: string): Promise<readonly { readonly path: string; readonly isLink: boolean }[]> => {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({
      path: join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll(sep, '/'),
      isLink: entry.isSymbolicLink(),
    }))
    .filter(({ path }) => path !== NAME && path !== MANIFEST && !/(^|\/)__pycache__\//.test(path))
}

const isOfSize = (path: string, size: number): boolean => {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false })
    return found?.isFile() === true && found.size === size
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EIO', 'ELOOP'].includes(codeOf(error))) return false
    throw error
  }
}

const forEach = async <T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> => {
  const queue = new PQueue({ concurrency: AT_ONCE })
  await queue.addAll(all.map((one) => () => work(one)))
}
