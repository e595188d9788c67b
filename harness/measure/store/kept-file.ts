import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** How the name of a file of kept results ends. */
export const KEPT = '.json.zst'

/**
 * As it is kept: a twentieth of its size, and with a checksum, so that what was damaged shows.
 * https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1
 */
export const pack = (kept: unknown): Buffer =>
  zstdCompressSync(JSON.stringify({ form: FORM, kept }), { params: CHECKED })

const CHECKED = { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_compressionLevel]: 3 }

/** How what is kept is laid out; another version of this tool may have another form, and what is in that is not read. */
export const FORM = 3

/** What was packed; undefined when these are no such bytes, or not all of them, or others than were written, or of another form. */
export const unpack = (bytes: Uint8Array): unknown => {
  try {
    const { form, kept } = JSON.parse(zstdDecompressSync(bytes).toString('utf8'))
    return form === FORM ? kept : undefined
  } catch {
    return undefined
  }
}
