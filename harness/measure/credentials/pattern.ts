import { randomInt } from 'node:crypto'
import { HOLE, type HoleAlphabet, holeAlphabet } from '../../model/credential-pattern.ts'

/** Fills each hole of a pattern with characters made anew: `sk_test_{24}` → `sk_test_4eC39HqLyjWDarjtT1zdp7dc`. */
export const filled = (pattern: string): string =>
  pattern.replaceAll(HOLE, (_, length: string, alphabet: string | undefined) => {
    const from = holeAlphabet(alphabet)
    return Array.from({ length: Number(length) }, () => oneOf(from)).join('')
  })

const oneOf = (alphabet: HoleAlphabet): string => alphabet[randomInt(alphabet.length)] ?? ''
