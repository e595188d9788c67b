import type { Minted, Span } from '../../model/capture.ts'

/**
 * The parts of a secret that nobody can have written by chance: what was drawn, as its maker says, or as its form tells. A
 * token's header, its issuer and its times are the same in others; a key's prefix is a word.
 */
export const drawnParts = ({ value, drawn }: Pick<Minted, 'value' | 'drawn'>): readonly Span[] => {
  if (drawn) return drawn
  const token = JWT.exec(value)
  if (token) return partsOfToken(value)
  const key = value.search(KEY_BODY)
  if (key >= 0) return [[key + KEY_HEAD, value.length]]
  return [...value.matchAll(/[A-Za-z0-9+/]{8,}/g)]
    .filter(([word]) => looksDrawn(word))
    .map(({ index, 0: word }) => [index, index + word.length] as const)
}

/** RFC 7515, section 3.1: a header and claims that are JSON, and a signature. */
const JWT = /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{20,}$/

const partsOfToken = (value: string): readonly Span[] => {
  const claims = value.indexOf('.') + 1
  const signature = value.indexOf('.', claims) + 1
  const said = Buffer.from(value.slice(claims, signature - 1), 'base64url').toString('latin1')
  const id = /"jti":"([^"]+)"/.exec(said)
  const from = (id?.index ?? 0) + '"jti":"'.length
  const inBase64 = (byte: number): number => claims + (byte * 4) / 3
  const once: readonly Span[] = id?.[1] ? [[Math.ceil(inBase64(from)), Math.floor(inBase64(from + id[1].length))]] : []
  return [...once, [signature, value.length]]
}

/** A private key in DER, as Base64: its first characters are the same in each (version, algorithm, lengths). */
const KEY_BODY = /MII[A-Za-z0-9+/]{61}/
const KEY_HEAD = 64

/** Letters and digits mixed, or long and in both cases: no word is. */
export const looksDrawn = (word: string): boolean =>
  (word.length >= 12 && (word.match(/\d[a-z]|[a-z]\d/gi)?.length ?? 0) >= 2) ||
  (word.length >= 20 && (word.match(/[a-z][A-Z]/g)?.length ?? 0) >= 3)
