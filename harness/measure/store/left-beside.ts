import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { bytesAtOnce, writeWhole } from '../../edges/documents.ts'
import { keeping } from '../../edges/keeping.ts'

/**
 * What an earlier run left at a path for who asks by exactly this name, which says all that it was made of; null: nobody did,
 * or it cannot be read.
 */
export const leftBeside = (path: string, name: string): string | null => {
  const text = textAt(path)
  const end = text?.indexOf('\n') ?? -1
  return text === null || text.slice(0, end) !== name ? null : text.slice(end + 1)
}

/** Leaves a text there in the place of what was, if the disk takes it: a run can do without. */
export const leaveBeside = (path: string, name: string, text: () => string): Promise<void> =>
  quietly(() => writeWhole(path, zstdCompressSync(`${name}\n${text()}`, { params: CHECKED })))

const CHECKED = { [constants.ZSTD_c_checksumFlag]: 1 }

/** Whoever only reads a cache need not be told. */
const quietly = keeping()

const textAt = (path: string): string | null => {
  try {
    const bytes = bytesAtOnce(path)
    return bytes && zstdDecompressSync(bytes).toString('utf8')
  } catch {
    return null
  }
}
