import { expect, test } from 'vitest'
import { takenApart } from './derived.ts'
import { redactor } from './redact.ts'

const hex = 'ab12'.repeat(16)
const jwt = (header: object, claims: object) =>
  [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')

test.each<[string, string, string, string]>([
  [
    'AWS Signature Version 4',
    'authorization',
    `AWS4-HMAC-SHA256 Credential=‹aws-key›/20261125/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=${hex}`,
    'AWS4-HMAC-SHA256 Credential=‹aws-key›/‹date›/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=‹signature›',
  ],
  ['its time', 'x-amz-date', '20261125T222501Z', '‹time›'],
  [
    'a presigned address',
    'url',
    `/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=‹aws-key›%2F20261125%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20261125T222501Z&X-Amz-SignedHeaders=host&X-Amz-Signature=${hex}`,
    '/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=‹aws-key›%2F‹date›%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=‹time›&X-Amz-SignedHeaders=host&X-Amz-Signature=‹signature›',
  ],
  [
    'OAuth 1',
    'authorization',
    'OAuth oauth_consumer_key="‹api-key›", oauth_nonce="x1", oauth_signature="a%2Fb%3D", oauth_signature_method="HMAC-SHA1", oauth_timestamp="1780000000"',
    'OAuth oauth_consumer_key="‹api-key›", oauth_nonce="‹nonce›", oauth_signature="‹signature›", oauth_signature_method="HMAC-SHA1", oauth_timestamp="‹time›"',
  ],
  [
    'a signed form',
    'body',
    `public_id=x&signature=${hex}&api_key=‹api-key›&Signature=AbC%2FdEf%2BGhIjKlMnOpQrStUvWxYz0%3D`,
    'public_id=x&signature=‹signature of 64 hex digits›&api_key=‹api-key›&Signature=‹signature›',
  ],
  [
    'a signed part of a form',
    'body',
    `--b\r\nContent-Disposition: form-data; name="signature"\r\nContent-Type: text/plain\r\n\r\n${hex.slice(24)}\r\n--b--`,
    '--b\r\nContent-Disposition: form-data; name="signature"\r\nContent-Type: text/plain\r\n\r\n‹signature of 40 hex digits›\r\n--b--',
  ],
  [
    'signed JSON',
    'body',
    `{"sign": "${hex}","design":"${hex}"}`,
    `{"sign": "‹signature of 64 hex digits›","design":"${hex}"}`,
  ],
  ['a signed address', 'url', `/v1?x-sig=${hex}&sign=short`, '/v1?x-sig=‹signature of 64 hex digits›&sign=short'],
  ['Azure’s shared key', 'authorization', 'SharedKey acct:abc/DEF+ghi=', 'SharedKey acct:‹signature›'],
  [
    'AWS Signature Version 2',
    'authorization',
    'AWS ‹aws-key›:frJIUN8DYpKDtOLCwo//yllqDzg=',
    'AWS ‹aws-key›:‹signature›',
  ],
  [
    'Azure App Configuration’s HMAC',
    'authorization',
    'HMAC-SHA256 Credential=probe&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=pP4umm7Pm5CtZ1E92j6dVZ+aR35B4++anl3Ceo84xuA=',
    'HMAC-SHA256 Credential=probe&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=‹signature›',
  ],
  [
    'Hawk',
    'authorization',
    'Hawk id="dh37", ts="1353832234", nonce="j4h3g2", ext="some", mac="6R4rV5iE+NPoym+WwjeHzjAGXUtLNIxmo1vpMofpLAE="',
    'Hawk id="dh37", ts="‹time›", nonce="‹nonce›", ext="some", mac="‹signature›"',
  ],
  [
    'EdgeGrid',
    'authorization',
    'EG1-HMAC-SHA256 client_token=akab-a;access_token=akab-b;timestamp=20261126T19:34:21+0000;nonce=ec9d20ee;signature=tL+y4hxyHxgWVD30X3pWnGKHcPzmrIF+LThiAOhMxYU=',
    'EG1-HMAC-SHA256 client_token=akab-a;access_token=akab-b;timestamp=‹time›;nonce=‹nonce›;signature=‹signature›',
  ],
  [
    'a shared access signature',
    'url',
    '/c/b?sv=2025-01-05&se=2026-11-26T00%3A00%3A00Z&sr=b&sp=r&sig=ab%2Fc%3D',
    '/c/b?sv=2025-01-05&se=‹time›&sr=b&sp=r&sig=‹signature›',
  ],
  [
    'an HTTP message signature',
    'signature-input',
    'sig1=("@method" "content-digest");created=1780000000;keyid="k"',
    'sig1=("@method" "content-digest");created=‹time›;keyid="k"',
  ],
  ['its value', 'signature', 'sig1=:dGhpcyBpcyBhIHNpZ25hdHVyZQ==:', 'sig1=:‹signature›:'],
  ['an HMAC', 'x-hub-signature-256', `sha256=${hex}`, 'sha256=‹signature›'],
  [
    'a proof of possession',
    'dpop',
    `${jwt({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty: 'EC', x: 'a' } }, { htm: 'POST', htu: 'https://a/b', iat: 1, jti: 'r' })}.c2ln`,
    'jwt(typ=dpop+jwt alg=ES256 jwk=‹public key›; htm=POST htu=https://a/b iat=‹time› jti=‹nonce›; ‹signature›)',
  ],
])('%s shows its parts, and neither signature nor time', (_, field, value, expected) => {
  expect(takenApart(value, { field })).toBe(expected)
})

test.each([
  ['authorization', 'Bearer ‹api-key› and more'],
  ['authorization', 'Token token=a-word-of-some-length-that-signs-nothing, nonce="kept"'],
  ['authorization', 'AWS ‹aws-key›:short'],
  ['url', '/v1/messages?sig=kept-since-it-is-no-shared-access-signature'],
  ['x-signature-version', '1'],
  ['body', 'eyJhbGciOiJub25lIn0.no-claims.sig'],
])('what is none of these stays as it is: %s', (field, value) => {
  expect(takenApart(value, { field })).toBe(value)
})

test('a credential in the claims of a token that a client signs is its role', () => {
  const key = 'harness-0123456789abcdef0123456789abcdef'
  const redact = redactor([{ label: 'api-key', value: key }])
  const token = `${jwt({ alg: 'HS256', kid: `v1.${key}` }, { iss: key })}.c2lnbmF0dXJl`
  const shown = redact(`Bearer ${token}`, {
    between: (clear) => takenApart(clear, { field: 'authorization' }),
  })
  expect(shown).toBe('Bearer jwt(alg=HS256 kid=v1.‹api-key›; iss=‹api-key›; ‹signature›)')
})
