/** A command's words, or what keeps it from being split. */
export type Words = { readonly words: readonly string[] } | { readonly fault: 'open-quote' | 'needs-shell' }

/**
 * Splits a command as a shell would and does nothing else that a shell does: blanks part words; single quotes keep all as it
 * is; within double quotes, and outside of quotes, a backslash takes the next character as it is.
 */
export const splitWords = (text: string): Words => {
  if (OPEN.test(text.replaceAll(WHOLE, ''))) return { fault: 'open-quote' }
  const parts = text.match(WORD) ?? []
  if (parts.some((word) => OPERATOR.test(word))) return { fault: 'needs-shell' }
  return { words: parts.map((word) => word.replaceAll(PIECE, unquoted)) }
}

const SINGLE = `'[^']*'`
const DOUBLE = String.raw`"(?:[^"\\]|\\[\s\S])*"`
const ESCAPED = String.raw`\\[\s\S]`
const WHOLE = new RegExp([SINGLE, DOUBLE, ESCAPED].join('|'), 'g')
const OPEN = /['"\\]/
const WORD = new RegExp(String.raw`(?:${SINGLE}|${DOUBLE}|${ESCAPED}|[^\s'"\\])+`, 'g')
const PIECE = new RegExp(`(${SINGLE})|(${DOUBLE})|(${ESCAPED})`, 'g')
/** Standing alone and unquoted, each would be handed to the program as a word. */
const OPERATOR = /^(?:\|\|?|&&?|;|\d?>>?|<)$/

const unquoted = (piece: string, single?: string, double?: string): string => {
  if (single !== undefined) return single.slice(1, -1)
  if (double !== undefined) return double.slice(1, -1).replaceAll(/\\(["\\])/g, '$1')
  return piece.slice(1)
}
