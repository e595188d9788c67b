/** One word of a message, in lower case. */
export type Word = {
  readonly text: string
  /** Any few words: the message stood for what differs from call to call (`‹api-key›`). */
  readonly any: boolean
  /** The word breaks off here (`subscr…`). */
  readonly cut: boolean
  /** A name, not a word of a sentence: `DeploymentNotFound`, `invalid_api_key`. */
  readonly code: boolean
}

export type Message = {
  readonly words: readonly Word[]
  /** HTTP statuses that the text names as such: `Error code: 401`, `401 Access denied`. */
  readonly statuses: readonly number[]
}

/** What a pasted log may hold at most; of a longer text the end counts, where errors stand. */
const MOST_WORDS = 3000

/**
 * A message as it is compared: without case, white space, punctuation, quotes and colours, and without the status that
 * SDKs put before it, which is kept beside. A text that is nothing but a status keeps it.
 */
export const messageOf = (text: string): Message => {
  const plain = text.normalize('NFKC').replaceAll(COLOURS, ' ').replaceAll('…', '...')
  const statuses = [...plain.matchAll(STATUS)].map((found) => Number(found[1]))
  const bare = wordsOf(plain.replaceAll(/\b(?:error code:?\s*)?[45]\d\d\b/gi, ' '))
  return { words: (bare.length < 2 ? wordsOf(plain) : bare).slice(-MOST_WORDS), statuses: [...new Set(statuses)] }
}

/**
 * Is the status written as the observed message writes it, up to what stands right behind it (`Error code: 401 - `,
 * `401 Acc`)? Each SDK has its own way, so this tells whose error it is where two carry the same gateway's words.
 */
export const writtenAlike = (text: string, observed: string): boolean => {
  const [head] = /^\D{0,40}[45]\d\d.{0,3}/.exec(observed) ?? []
  return head !== undefined && text.toLowerCase().includes(head.toLowerCase())
}

const STATUS = /(?:^\s*|\berror code:?\s*|\w*error:\s*|\bstatus(?:code)?["':=\s]*)([45]\d\d)\b/gim
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape code begins with one
const COLOURS = /\u001b\[[0-9;]*m/g

const wordsOf = (text: string): readonly Word[] =>
  [...text.matchAll(/‹[^›]*›|([\p{L}\p{N}_]+)(\.\.\.)?/gu)].map(([whole, word, cut]) => ({
    text: (word ?? whole).toLowerCase(),
    any: word === undefined,
    cut: cut !== undefined,
    code: /[\p{Ll}\d]\p{Lu}|\p{L}_\p{L}/u.test(word ?? ''),
  }))
