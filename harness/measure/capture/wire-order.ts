import type { RawHeader } from '../../model/capture.ts'

/** Node's `rawHeaders` as pairs, in the order of the wire. */
export const pairs = (raw: readonly string[]): RawHeader[] => {
  const all: RawHeader[] = []
  for (let at = 0; at < raw.length; at += 2) all.push([raw[at] ?? '', raw[at + 1] ?? ''])
  return all
}
