import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ScenarioResult } from '../../model/report.ts'
import type { Sdk } from '../../model/sdk.ts'
import { KEPT, unpack } from './kept-file.ts'

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
 */
export const keptResults = async (dir: string, sdk: Pick<Sdk, 'registry' | 'package'>): Promise<readonly OnShelf[]> => {
  const home = join(dir, sdk.registry, encodeURIComponent(sdk.package))
  const versions = await namesIn(home)
  const all = await Promise.all(
    versions.map(async (name) => {
      const files = (await namesIn(join(home, name))).filter((file) => file.endsWith(KEPT))
      const kept = await Promise.all(files.map((file) => readFile(join(home, name, file))))
      return kept.flatMap((bytes) => cellsIn(bytes).map((cell) => ({ version: decodeURIComponent(name), ...cell })))
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

const cellsIn = (bytes: Buffer): readonly Omit<OnShelf, 'version'>[] => {
  const value = unpack(bytes)
  return isShelf(value) ? Object.entries(value.cells).map(([key, { at, result }]) => ({ key, at, result })) : []
}

const isShelf = (
  value: unknown,
): value is { readonly cells: Readonly<Record<string, Omit<OnShelf, 'version' | 'key'>>> } =>
  typeof value === 'object' && value !== null && 'cells' in value && typeof value.cells === 'object'
