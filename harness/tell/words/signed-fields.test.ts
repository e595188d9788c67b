import { expect, test } from 'vitest'
import { signedOtherwise } from './signed-fields.ts'

const sigv4 = (fields: string, key = '‹aws-key›') =>
  `AWS4-HMAC-SHA256 Credential=${key}/‹date›/us-east-1/s3/aws4_request, SignedHeaders=${fields}, Signature=‹signature›`

test.each([
  [
    sigv4('content-md5;host'),
    sigv4('host;x-amz-checksum-crc32'),
    'signs `x-amz-checksum-crc32` too, and `content-md5` no longer',
  ],
  [sigv4('host'), sigv4('host;x-a;x-b'), 'signs `x-a` and `x-b` too'],
  [sigv4('host;x-a'), sigv4('host'), 'no longer signs `x-a`'],
  ['?X-Amz-SignedHeaders=host&a=b', '?X-Amz-SignedHeaders=host%3Bx-a&a=b', 'signs `x-a` too'],
  ['sig1=("@method");created=‹time›', 'sig1=("@method" "content-digest");created=‹time›', 'signs `content-digest` too'],
  ['keyId="k",headers="date"', 'keyId="k",headers="date digest"', 'signs `digest` too'],
])('%s → %s: %s', (before, after, words) => {
  expect(signedOtherwise([before], [after])).toBe(words)
})

test('where who signs changed too, or nothing is signed, that is not all that is to be told', () => {
  expect(signedOtherwise([sigv4('host')], [sigv4('host;x-a', '‹other-key›')])).toBeNull()
  expect(signedOtherwise(['Bearer a'], ['Bearer b'])).toBeNull()
  expect(signedOtherwise([sigv4('host')], [sigv4('host')])).toBeNull()
})
