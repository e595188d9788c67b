import type { Span } from '../../model/capture.ts'
import type { EncodedRun } from './encoded-runs.ts'

/** Digits of a number that holds eight characters, up to those of one that is worked out in no time. */
const LARGE = /\d{19,4096}/g

/**
 * Numbers in hex, where a text's bytes can be found, the first or the last of them first, and hex that was read as a number.
 * Of what stands in one the whole number is the place.
 */
export const largeNumbers = function* (text: string): Iterable<EncodedRun> {
  for (const { index, 0: digits } of text.matchAll(LARGE)) {
    const spanOf = (): Span => [index, index + digits.length]
    yield { name: 'number', plain: BigInt(digits).toString(16), spanOf }
  }
}
