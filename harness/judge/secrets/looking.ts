import type { Piece } from './find-pieces.ts'

/** Keeps count of how much is read in what a text may be an encoding of. */
export type Looking = {
  /** Is there still time for this reading? If so it is counted. */
  readonly into: (reading: string) => boolean
}

/**
 * Characters of all readings together, for each character of the text: text in Base64 or hex comes to 1, twice over to 2.4.
 * Only what was made for it has more.
 */
const MOST_FOR_EACH = 4
/** Of a short text each reading is looked into, whatever it is. */
const AT_LEAST = 4 * 1024

/** @param text all that there is to look through */
export const looking = (text: string): Looking => {
  let left = Math.max(AT_LEAST, text.length * MOST_FOR_EACH)
  return {
    into: ({ length }) => {
      if (length > left) return false
      left -= length
      return true
    },
  }
}

/** Takes all of a reading for a piece: `base64(‹12345 characters, not looked into: 9e107d9d›)`. The number tells two apart. */
export const notLookedInto = (reading: string): Piece => {
  const shown = (): string => `‹${reading.length} characters, not looked into: ${checksum(reading)}›`
  return {
    from: 0,
    to: reading.length,
    form: { text: '', drawn: [], least: 0, shown },
    isWhole: false,
    written: reading,
  }
}

/** FNV-1a, 32 bits: https://datatracker.ietf.org/doc/html/rfc9923 */
const checksum = (text: string): string => {
  let sum = 0x811c9dc5
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  return (sum >>> 0).toString(16).padStart(8, '0')
}
