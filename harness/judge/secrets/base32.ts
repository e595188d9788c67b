/** RFC 4648, section 6. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** In small letters, without what fills the last group. */
export const inBase32 = (bytes: Buffer): string => {
  let [text, held, bits] = ['', 0, 0]
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(held >> (bits - 5)) & 31]
  }
  return text
}

const VALUES = new Uint8Array(128)
for (const [value, one] of [...BASE32].entries())
  for (const written of [one, one.toUpperCase()]) VALUES[written.charCodeAt(0)] = value

/** @param text of nothing but its characters, in either case */
export const fromBase32 = (text: string): Buffer => {
  const bytes = Buffer.alloc(Math.floor((text.length * 5) / 8))
  let [length, held, bits] = [0, 0, 0]
  for (let at = 0; at < text.length; at++) {
    held = ((held << 5) | (VALUES[text.charCodeAt(at)] ?? 0)) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[length++] = held >> bits
  }
  return bytes
}
