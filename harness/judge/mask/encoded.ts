import type { Minted } from '../../model/capture.ts'

/** Finds credentials that stand in a text in another form than their own. */
export type Decode = (text: string) => string

/**
 * Tells what credentials are hidden in a text's encodings: Base64 and its URL form with whatever stands beside the value,
 * percent-encoding, hex, a JSON string's escapes. What hides one is shown decoded: `base64(user:‹api-key›)`.
 * @param show puts roles in the place of values
 */
export const decoder = (minted: readonly Minted[], show: (plain: string) => string): Decode => {
  // What any encoding of a value must contain: looking for it costs less than decoding everything.
  const marks = minted.map(({ value }) => ({
    base64: [0, 1, 2].map((offset) => coreOf(value, offset)),
    hex: Buffer.from(value).toString('hex'),
  }))
  const inBase64 = (text: string): boolean => {
    const plain = text.replaceAll('-', '+').replaceAll('_', '/')
    return marks.some(({ base64 }) => base64.some((core) => plain.includes(core)))
  }
  const inHex = (text: string): boolean => {
    const plain = text.toLowerCase()
    return marks.some(({ hex }) => plain.includes(hex))
  }
  const decode = (text: string, depth: number): string => {
    const within = (plain: string): string => (depth < DEEPEST ? decode(show(plain), depth + 1) : show(plain))
    const opened = (written: string, plain: string, as: (open: string) => string): string => {
      if (plain === written) return written
      const open = within(plain)
      return open === plain ? written : as(open)
    }
    let out = text
    if (out.length < SHORTEST) return out
    const openedBase64 = (whole: string): string => {
      const isMarked = inBase64(whole)
      for (const skip of isMarked ? [0, 1, 2, 3] : [0]) {
        const plain = Buffer.from(whole.slice(skip), 'base64').toString()
        // Another encoding may be within, if it is a text at all; what is none begins elsewhere, as behind a path's `/v1/`.
        if (!(isMarked ? TEXT : PRINTABLE).test(plain)) continue
        const open = opened(whole, plain, (words) => `${whole.slice(0, skip)}base64(${words})`)
        if (open !== whole) return open
      }
      // In a path `/` stands between, and is none of its characters.
      return whole.includes('/')
        ? whole.replace(/[^/]{16,}/g, (piece) => (piece === whole ? piece : openedBase64(piece)))
        : whole
    }
    out = out.replace(/[A-Za-z0-9+/_-]{16,}={0,2}/g, openedBase64)
    out = out.replace(/(?:[0-9a-f]{2}){8,}/gi, (whole) => {
      const plain = Buffer.from(whole, 'hex').toString()
      // Another encoding may be within: a hash, or a number, is no text.
      return inHex(whole) || PRINTABLE.test(plain) ? opened(whole, plain, (open) => `hex(${open})`) : whole
    })
    if (out.includes('%'))
      // Looked for within: an expression for the whole would try each place of a text of percent signs with each other.
      out = out.replace(/[^\s&=?;,"'<>]+/g, (whole) =>
        /%[0-9a-f]{2}/i.test(whole) ? opened(whole, unpercent(whole), itself) : whole,
      )
    if (out.includes('\\')) out = opened(out, unescaped(out), itself)
    return out
  }
  return (text) => decode(text, 0)
}

/** Encodings within encodings that are looked into. */
const DEEPEST = 3
const TEXT = /^(?:[^\p{Cc}\ufffd]|[\t\n\r])*$/u
const PRINTABLE = /^[\t\n\r\x20-\x7e]+$/
const itself = (text: string): string => text

/** Characters of the shortest text in which one can hide. */
const SHORTEST = 16

const unpercent = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** RFC 8259, section 7: what is written `\/` or `\u002b` is a character like any other. */
const unescaped = (text: string): string =>
  text.replaceAll('\\/', '/').replace(/\\u([0-9a-f]{4})/gi, (whole, code: string) => {
    const character = String.fromCharCode(Number.parseInt(code, 16))
    return /["\\\p{C}]/u.test(character) ? whole : character
  })

/** The part of a value's Base64 that is the same whatever stands before and behind it, at this place within a group of three. */
const coreOf = (value: string, offset: number): string => {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)])
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64')
  return whole.slice(offset === 0 ? 0 : 4)
}
