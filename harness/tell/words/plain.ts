import { inSight } from './in-sight.ts'

/**
 * Text from a report as it may stand in a terminal: one line, and nothing that is not seen (a message of an SDK or
 * a gateway could carry escape codes).
 */
export const clean = (text: string): string =>
  inSight(text.replaceAll(/[^\S\u00a0\ufeff]+/gu, ' ').replaceAll(/^ +| +$/g, ''))

/** At most `size` characters, cut at the end of a word where one is near. */
export const cut = (text: string, size: number): string => (text.length <= size ? text : cutAt(text, size - 1))

/** Cut behind the first `end` characters, or at the end of a word where one is near, and marked with `…`. */
export const cutAt = (text: string, end: number): string => {
  // Half of a character that takes two units is none.
  const head = text.slice(0, Math.max(1, end)).replace(/\p{Surrogate}$/u, '')
  const space = head.lastIndexOf(' ')
  return `${(space > (end + 1) * 0.7 ? head.slice(0, space) : head).trimEnd()}…`
}
