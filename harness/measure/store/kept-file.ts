import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** How the name of a file of kept results ends. */
export const KEPT = '.json.zst'

/**
 * As it is kept: a twentieth of its size, and with a checksum, so that what was damaged shows.
 * https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1
 */
export const pack = (value: unknown): Buffer => zstdCompressSync(JSON.stringify(value), { params: CHECKED })

const CHECKED = { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_compressionLevel]: 3 }

/** What was packed; undefined when these are no such bytes, or not all of them, or others than were written. */
export const unpack = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(zstdDecompressSync(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}
