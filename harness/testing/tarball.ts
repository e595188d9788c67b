import { gzipSync } from 'node:zlib'
import type { Files } from './package-files.ts'

const BLOCK = 512

/** Where a path stands that its field of 100 bytes does not hold: its folder beside it, or all of it in a file before it. */
type LongPaths = 'prefix' | 'pax'

/**
 * A `.tgz` as `npm pack` lays it out; the same files give the same bytes.
 * @param top the folder that all files are below
 */
export const tarball = (files: Files, top = 'package', longPaths: LongPaths = 'prefix'): Buffer =>
  gzipSync(
    Buffer.concat([
      ...Object.entries(files).flatMap(([path, text]) => named(`${top}/${path}`, Buffer.from(text), longPaths)),
      Buffer.alloc(2 * BLOCK),
    ]),
  )

const named = (path: string, content: Buffer, longPaths: LongPaths): readonly Buffer[] => {
  if (Buffer.byteLength(path) <= 100) return entry(path, content)
  if (longPaths === 'pax')
    return [...entry('PaxHeader', Buffer.from(paxRecord('path', path)), 'x'), ...entry(path.slice(0, 100), content)]
  const slash = path.indexOf('/')
  return entry(path.slice(slash + 1), content, '0', path.slice(0, slash))
}

/** A record says its own length first, the digits of it counted in. */
const paxRecord = (key: string, value: string): string => {
  const rest = ` ${key}=${value}\n`
  const short = Buffer.byteLength(rest) + 1
  return `${short + `${short + 1}`.length - 1}${rest}`
}

/** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06 (ustar) */
const entry = (path: string, content: Buffer, kind: '0' | 'x' = '0', prefix = ''): readonly Buffer[] => {
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
  header.write(kind, 156)
  header.write('ustar\x0000', 257, 'latin1')
  header.write(prefix, 345, 155)
  // The checksum counts its own field as blanks.
  header.fill(' ', 148, 156)
  octal(
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  )
  return [header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]
}
