/** Digests of a request's body that clients put into its fields, by the bytes that each has. */
const BYTES = { crc32: 4, md5: 16, sha1: 20, sha256: 32, sha512: 64 } as const

export type BodyDigest = keyof typeof BYTES

/**
 * How each is written: in hex, or in Base64 with its padding (`content-md5`: RFC 1864; `content-digest`: RFC 9530;
 * `x-amz-content-sha256`, `x-ms-content-sha256`).
 */
export const DIGEST_FORMS: readonly (readonly [digest: BodyDigest, form: RegExp])[] = [
  ['crc32', form(BYTES.crc32)],
  ['md5', form(BYTES.md5)],
  ['sha1', form(BYTES.sha1)],
  ['sha256', form(BYTES.sha256)],
  ['sha512', form(BYTES.sha512)],
]

/** Digests by the length of what is written of them; no two are as long. */
const BY_LENGTH: ReadonlyMap<number, BodyDigest> = new Map(
  DIGEST_FORMS.flatMap(([digest]) =>
    [BYTES[digest] * 2, Math.ceil(BYTES[digest] / 3) * 4].map((length) => [length, digest] as const),
  ),
)
const RUN = /(?<![\w+/])[A-Za-z0-9+/]{6,128}={0,2}(?![\w+/=])/g

/** What in a field is as long as a digest and may be one: to look for each by its form would cost more than most answers. */
export const maybeDigests = (value: string): readonly { readonly text: string; readonly digest: BodyDigest }[] =>
  (value.match(RUN) ?? []).flatMap((text) => {
    const digest = BY_LENGTH.get(text.length)
    return digest && (text.endsWith('=') || /^[0-9a-f]+$/i.test(text)) ? [{ text, digest }] : []
  })

function form(bytes: number): RegExp {
  const characters = Math.ceil((bytes * 4) / 3)
  const padding = '='.repeat((4 - (characters % 4)) % 4)
  return new RegExp(
    `(?<![\\w+/])(?:[0-9a-f]{${bytes * 2}}|[A-Za-z0-9+/]{${characters}}${padding}|[0-9A-F]{${bytes * 2}})(?![\\w+/=])`,
    'g',
  )
}
