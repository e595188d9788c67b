import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { RawHeader } from '../../model/capture.ts'
import { digestsIn } from './digests-in.ts'

const body = Buffer.from('{"at":"now"}')
const of = (name: string, as: 'hex' | 'base64'): string => createHash(name).update(body).digest(as)

test.each<[RawHeader, Record<string, string> | undefined]>([
  [['x-amz-content-sha256', of('sha256', 'hex')], { 'x-amz-content-sha256': 'sha256' }],
  [['Content-MD5', of('md5', 'base64')], { 'content-md5': 'md5' }],
  [['Content-Digest', `sha-512=:${of('sha512', 'base64')}:`], { 'content-digest': 'sha512' }],
  [['Digest', `SHA=${of('sha1', 'base64')}`], { digest: 'sha1' }],
  // As `zlib.crc32` of Python says it: 0x0d4a1185 of `hello world`.
  [['x-amz-checksum-crc32', 'DUoRhQ=='], undefined],
  [['x-signature', createHash('sha256').update('else').digest('hex')], undefined],
  [['authorization', 'Bearer key'], undefined],
])('%j: %j', (field, digests) => {
  expect(digestsIn(body, [field])).toEqual(digests)
})

test('a checksum is known too, and of no body it is the same each time', () => {
  expect(digestsIn(Buffer.from('hello world'), [['x-amz-checksum-crc32', 'DUoRhQ==']])).toEqual({
    'x-amz-checksum-crc32': 'crc32',
  })
  const none = createHash('sha256').digest('hex')
  expect(digestsIn(Buffer.alloc(0), [['x-amz-content-sha256', none]])).toBeUndefined()
})
