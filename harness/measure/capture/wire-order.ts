import type { RawHeader } from '../../model/capture.ts'

/** Node's `rawHeaders` as pairs, in the order of the wire. */
export const pairs = (raw: readonly string[]): RawHeader[] =>
  Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index] ?? '', raw[2 * index + 1] ?? ''])
