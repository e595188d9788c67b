import { z } from 'zod'

// What the schemas of `matrix.json` are put together from. Each `error` is what was expected, in words; shape-mistakes.ts puts
// it into a sentence with the offending value.

/** Words as a list that is quoted, for messages. */
export const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ')

/** A text that is not empty. */
export const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected })

/** One of these words. */
export const oneOf = <const T extends readonly string[]>(words: T) =>
  z.enum(words, { error: `one of ${quoted(words)}` })
