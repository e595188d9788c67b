import type { Message, Word } from './words.ts'

/** So many words in a row are no accident, however much else stands around them. */
const LONG_RUN = 8
/** Of the shorter text so much must stand in one row in the longer. */
const MOST_OF_IT = 5 / 6
/** Of a single word nothing can be said, unless it is a code (`DeploymentNotFound`), which no sentence holds by accident. */
const LEAST_RUN = 2
/** How many words one placeholder may stand for (a key with dashes is several). */
const PLACEHOLDER_WORDS = 8

/**
 * How many words in a row a user's text shares with an observed message, or 0 when that is not enough to call them the
 * same: at least five sixths of the shorter one (of at least two words), or eight words. So a shortened copy matches, and
 * so does one in the middle of a log, but not two messages that begin alike and end differently. Statuses that both name
 * must agree.
 */
export const sameWords = (text: Message, observed: Message, status: number | undefined): number => {
  if (status !== undefined && text.statuses.length > 0 && !text.statuses.includes(status)) return 0
  const run = longestRun(text.words, observed.words)
  const shorter = Math.min(...[text, observed].map(({ words }) => words.filter(({ any }) => !any).length))
  const least = isLoneCode(text) ? 1 : LEAST_RUN
  return run >= least && (run >= LONG_RUN || run >= shorter * MOST_OF_IT) ? run : 0
}

/** Enough to go by: two words, or one that is a code. */
export const isEnough = (text: Message): boolean => text.words.length >= LEAST_RUN || isLoneCode(text)

const isLoneCode = ({ words }: Message): boolean => words.length === 1 && (words[0]?.code ?? false)

/** The longest run of words that stands in both; a placeholder of the second is whatever stands there in the first. */
const longestRun = (text: readonly Word[], observed: readonly Word[]): number => {
  let best = 0
  // runs[i]: how many words are the same up to the i-th of the text and the current one of the message.
  let runs = new Array<number>(text.length + 1).fill(0)
  for (const word of observed) {
    const next = new Array<number>(text.length + 1).fill(0)
    if (word.any)
      for (const at of next.keys()) next[at] = Math.max(...runs.slice(Math.max(0, at - PLACEHOLDER_WORDS), at + 1))
    else
      for (const [at, own] of text.entries()) {
        // What was taken out of the text may be any word, but speaks for none.
        if (own.any) next[at + 1] = runs[at] ?? 0
        if (!same(own, word)) continue
        const run = (runs[at] ?? 0) + 1
        next[at + 1] = run
        best = Math.max(best, run)
      }
    runs = next
  }
  return best
}

const same = (own: Word, observed: Word): boolean =>
  own.text === observed.text || (own.cut && observed.text.startsWith(own.text))
