import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { type BodyDigest, maybeDigests } from '../../model/body-digest.ts'
import type { Exchange, RawHeader } from '../../model/capture.ts'

/**
 * Which fields carry a digest of the body, as it came over the wire: these follow from it, as its length does. Only what is
 * written like one has the body read for it. Of no body it is the same each time.
 */
export const digestsIn = (body: Buffer, headers: readonly RawHeader[]): Exchange['digests'] => {
  if (body.length === 0) return undefined
  const found = headers.flatMap(([name, value]) =>
    maybeDigests(value).flatMap(({ text, digest }) =>
      isOf(text, body, digest) ? [[name.toLowerCase(), digest] as const] : [],
    ),
  )
  return found.length > 0 ? Object.fromEntries(found) : undefined
}

const isOf = (text: string, body: Buffer, digest: BodyDigest): boolean => {
  const bytes = digestOf(body, digest)
  return text.toLowerCase() === bytes.toString('hex') || text === bytes.toString('base64')
}

const digestOf = (body: Buffer, digest: BodyDigest): Buffer => {
  if (digest !== 'crc32') return hash(digest, body, 'buffer')
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(crc32(body))
  return bytes
}
