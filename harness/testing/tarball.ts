import { gzipSync } from 'node:zlib'
import type { Files } from './package-files.ts'

const BLOCK = 512

/** A `.tgz` as `npm pack` lays it out, below `package/`; the same files give the same bytes. */
export const tarball = (files: Files): Buffer =>
  gzipSync(
    Buffer.concat([
      ...Object.entries(files).flatMap(([path, text]) => entry(`package/${path}`, Buffer.from(text))),
      Buffer.alloc(2 * BLOCK),
    ]),
  )

/** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06 (ustar) */
const entry = (path: string, content: Buffer): readonly Buffer[] => {
  const header = Buffer.alloc(BLOCK)
  const octal = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1')
  header.write(path, 0, 100)
  octal(0o644, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(content.length, 124, 12)
  // The day that npm gives every file.
  octal(Date.UTC(1985, 9, 26, 8, 15) / 1000, 136, 12)
  header.write('0', 156)
  header.write('ustar\x0000', 257, 'latin1')
  // The checksum counts its own field as blanks.
  header.fill(' ', 148, 156)
  octal(
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  )
  return [header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]
}
