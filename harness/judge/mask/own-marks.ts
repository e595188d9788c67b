/** The mark that begins a role, as itself, in an address (RFC 3986) and in JSON (RFC 8259). */
const MARK = /‹|%E2%80%B9|(?<!\\)((?:\\\\)*)\\u2039/gi

/**
 * Takes away what an SDK wrote as roles are written: who sends the nine characters `‹api-key›` sends no key, and nothing may
 * read as if it did.
 */
export const withoutOwnMarks = (text: string): string =>
  MAY_BE.test(text) ? text.replace(MARK, (_, slashes = '') => `${slashes}U+2039`) : text

/** Most texts have none of it. */
const MAY_BE = /[‹%\\]/
