import { gunzipSync } from 'node:zlib'

const BLOCK = 512

/**
 * The text of the first file of a `.tgz` whose path is wanted, or null. Enough for the files near the top of a package:
 * paths of more than 100 bytes are not put together.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06 (ustar)
 */
export const readFromTarball = (bytes: Buffer, wanted: (path: string) => boolean): string | null => {
  const tar = gunzipSync(bytes)
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const field = (from: number, length: number): string =>
      tar.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '')
    const size = Number.parseInt(field(124, 12).trim(), 8)
    if (Number.isNaN(size)) return null
    const start = at + BLOCK
    if (['', '0'].includes(field(156, 1)) && wanted(field(0, 100))) return tar.toString('utf8', start, start + size)
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
  return null
}
