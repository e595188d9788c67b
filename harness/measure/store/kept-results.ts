import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asShelf } from '../../model/kept.ts'
import type { ScenarioResult } from '../../model/report.ts'
import type { Sdk } from '../../model/sdk.ts'
import { KEPT, unpack } from './kept-file.ts'
import type { ResultStoreOptions } from './store-options.ts'

/** One result on the shelves of a package, whatever it stood beside and whichever of this tool's versions wrote it. */
export type OnShelf = {
  readonly version: string
  /** What `cellKey` called its cell. */
  readonly key: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly result: ScenarioResult
}

/**
 * Everything that earlier runs kept of a package, in no order. A file that cannot be read as such counts as none, as it
 * does for who measures.
 * @param dir the store's folder
 * @param read makes a result of what was observed
 */
export const keptResults = async (
  dir: string,
  { registry, package: name }: Pick<Sdk, 'registry' | 'package'>,
  read: ResultStoreOptions['read'],
): Promise<readonly OnShelf[]> => {
  const home = join(dir, registry, encodeURIComponent(name))
  const versions = await namesIn(home)
  const all = await Promise.all(
    versions.map(async (folder) => {
      const version = decodeURIComponent(folder)
      const files = (await namesIn(join(home, folder))).filter((file) => file.endsWith(KEPT))
      const shelves = await Promise.all(
        files.map(async (file) => asShelf(unpack(await readFile(join(home, folder, file))))),
      )
      return shelves.flatMap((shelf) =>
        Object.entries(shelf?.cells ?? {}).map(([key, { at, day, capture }]) => {
          return { version, key, at, result: read(capture, { version, today: day }) }
        }),
      )
    }),
  )
  return all.flat()
}

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
