/** What stands for a credential that a user pasted: a placeholder, so that it compares with whatever stands there. */
const HIDDEN = '‹credential›'

/**
 * A text without anything that looks like a credential. Done before all else: what a user pastes holds the user's own
 * keys. Rather a word too many than a key left, so long words that mix letters and digits go too, and request ids.
 */
export const withoutSecrets = (text: string): string =>
  SECRETS.reduce(
    (rest, { find, keep }) => rest.replace(find, (whole, head = '') => (keep?.(whole) ? whole : head + HIDDEN)),
    text,
  )

type Secret = {
  /** What stands in its first group is left. */
  readonly find: RegExp
  readonly keep?: (whole: string) => boolean
}

const SECRETS: readonly Secret[] = [
  // -----BEGIN … KEY-----, to its end or to that of the text.
  { find: /()-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g },
  // A JWT, whole or cut.
  { find: /()\beyJ[\w-]{5,}(?:\.[\w*…-]*){0,4}/g },
  // user:password@host
  { find: /(:\/\/)[^\s/@'"]+(?=@)/g },
  // sk-…, sk_live_…, whatever mask a server put over it
  { find: /()\b[spr]k[-_](?=[\w*.…-]*[\w*…])[\w*.…-]{2,}[\w*…-]/gi },
  // Bearer …, Basic …
  { find: /(\b(?:bearer|basic)\s+)[\w+/=.~*…-]{8,}/gi, keep: (whole) => /^\w+\s+[a-z.-]+$/.test(whole) },
  // A field or variable that is called a key, and what it is given.
  {
    find: /((?:key|token|secret|password|passwd|signature|\bsig|authorization)["'`]?\s*=>?\s*["'`]?)[^\s"'`,;&)}\]‹]{3,}/gi,
    keep: (whole) => NOTHING.test(whole),
  },
  {
    find: /((?:key|token|secret|password|passwd|signature|authorization)["'`]?\s*:\s*["'`])[^"'`‹]{3,}/gi,
    keep: (whole) => NOTHING.test(whole),
  },
  // "key provided: 1a2b…": in a sentence only what no sentence holds.
  { find: /((?:key|token|secret|password|authorization)(?: \w+)?\s*:\s+)(?=[^\s"'`,‹]*[\d*])[^\s"'`,‹]{6,}/gi },
  // Masked: ab12****9f, ****, ab12…9f
  { find: /()[\w-]*\*{3,}[\w*-]*/g },
  { find: /()\b(?=\w*\d)\w{3,}(?:…|\.{3})\w{3,}\b/g },
  // A UUID may be a key as well as a request id.
  { find: /()\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi },
  // Long hex and base64.
  { find: /()[\w+/-]{16,}={0,2}/g, keep: (whole) => !whole.split(/[/_-]/).some(isRandom) },
]

const NOTHING = /[=:]>?\s*["'`]?(?:none|null|undefined|true|false)\b/i

/** A stretch of letters and digits that no word is: long, and the digits not just at its end. */
const isRandom = (piece: string): boolean =>
  /^[0-9a-f]{16,}$/i.test(piece) || (piece.length >= 16 && /\d.*[a-z]/i.test(piece) && /[a-z]/i.test(piece))
