import type { Minted, Span } from '../../model/capture.ts'
import { inBase32 } from './base32.ts'
import { drawnParts } from './drawn-parts.ts'

/** A way to write a secret, in characters that `canonical` leaves alike. */
export type Form = {
  readonly text: string
  /** The parts of this text that nobody can have written by chance. */
  readonly drawn: readonly Span[]
  /** Drawn characters of the shortest piece that is taken for one. */
  readonly least: number
  /** What stands in the place of a piece: `‹api-key›`, `‹piece of api-key›`, `hex(‹piece of api-key›)`. */
  readonly shown: (written: string, isWhole: boolean) => string
}

/** Shorter pieces give nothing away, and stand in ordinary text. */
export const SHORTEST = 8
/** A piece that fewer coins decide stands somewhere by chance, in a report of megabytes. */
const LEAST_BITS = 26

/**
 * The forms in which a secret, and each piece of it, can be found again: itself, backwards, in hex, and in Base64 and Base32
 * at each place within a group. Those that keep each character apart (percent, JSON, HTML) are undone in the text. Of a
 * secret that could be words no piece is looked for, only the whole.
 */
export const formsOf = (secret: Minted): readonly Form[] => {
  const { label, value } = secret
  const parts = drawnParts(secret)
  const drawn: readonly Span[] = parts.length > 0 ? parts : [[0, value.length]]
  const bits = Math.max(...drawn.map(([from, to]) => Math.log2(new Set(value.slice(from, to)).size)))
  const named = (isWhole: boolean): string => (isWhole ? `‹${label}›` : `‹piece of ${label}›`)
  const form = (text: string, spans: readonly Span[], perCharacter: number, shown: Form['shown']): Form => ({
    text: canonical(text),
    drawn: spans,
    least: parts.length > 0 ? Math.max(SHORTEST, Math.ceil(LEAST_BITS / (bits * perCharacter))) : text.length,
    shown,
  })
  const encoded =
    (name: string): Form['shown'] =>
    (_, isWhole) =>
      `${name}(${named(isWhole)})`
  const plain = [
    form(value, drawn, 1, (written, isWhole) =>
      isWhole && written !== value ? `recased(${named(true)})` : named(isWhole),
    ),
    form(
      [...value].reverse().join(''),
      drawn.map(([from, to]) => [value.length - to, value.length - from]),
      1,
      encoded('backwards'),
    ),
  ]
  const bytes = Buffer.from(value)
  // Else a character is no byte, and places would be others.
  if (bytes.length !== value.length) return plain
  return [
    ...plain,
    form(
      bytes.toString('hex'),
      drawn.map(([from, to]) => [from * 2, to * 2]),
      1 / 2,
      encoded('hex'),
    ),
    ...IN_GROUPS.flatMap((encoding) =>
      Array.from({ length: encoding.group }, (_, before) => {
        const { text, at } = behind(bytes, before, encoding)
        const spans = drawn.map(
          ([from, to]) => [Math.max(0, Math.ceil(at(from))), Math.min(text.length, Math.floor(at(to)))] as const,
        )
        return form(text, spans, 1 / (at(1) - at(0)), encoded(encoding.name))
      }),
    ),
  ]
}

/** Writes bytes in groups, so that a character of it may be decided by two of them. */
type InGroups = {
  readonly name: string
  /** Bytes of a group. */
  readonly group: number
  /** Bits of a character. */
  readonly bits: number
  readonly write: (bytes: Buffer) => string
  /** Bytes of a character of the secret. */
  readonly width: number
}
const base64 = { name: 'base64', group: 3, bits: 6, write: (bytes: Buffer) => bytes.toString('base64'), width: 1 }
const IN_GROUPS: readonly InGroups[] = [
  base64,
  // Of UTF-16, as PowerShell and .NET write it: of the other order of bytes it is what stands one further.
  { ...base64, name: 'base64 of utf-16', width: 2 },
  { name: 'base32', group: 5, bits: 5, write: inBase32, width: 1 },
]

/** As it is behind so many other bytes of a group, without the characters that these or later ones decide too. */
const behind = (secret: Buffer, before: number, { bits, write, width }: InGroups) => {
  const bytes = width === 2 ? Buffer.from(secret.toString('latin1'), 'utf16le') : secret
  const place = (byte: number): number => ((before + byte) * 8) / bits
  const first = Math.ceil(place(0))
  const text = write(Buffer.concat([Buffer.alloc(before), bytes])).slice(first, Math.floor(place(bytes.length)))
  return { text, at: (character: number): number => place(character * width) - first }
}

/** Without case, and with the one alphabet of Base64 for both: the same number of characters as before. */
export const canonical = (text: string): string =>
  text.replace(/[A-Z_-]/g, (one) => (one === '-' ? '+' : one === '_' ? '/' : one.toLowerCase()))
