import { inOneLine, type Told } from './told-error.ts'

/** `file:///p/x.mjs:2`, `/p/x.js:1`, `node:internal/process/promises:392`: where it was thrown, above the line and a caret. */
const PLACE = /^(?:file:\/\/|node:|\[eval|\/|[A-Za-z]:\\).*:\d+$/
const CARET = /^\s*\^+$/
const WHY_THERE_IS_NO_ERROR =
  'This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). '

/** What Node says when nobody caught what was thrown; it ends with `Node.js v…`. */
export const nodesLastWords = (lines: readonly string[]): Told | null => {
  const end = lines.findLastIndex((line) => /^Node\.js v\d/.test(line))
  const place = lines.findLastIndex((line, at) => at < end && PLACE.test(line) && CARET.test(lines[at + 2] ?? ''))
  if (end < 0 || place < 0) return null
  const said = lines.slice(place + 3, end)
  const begin = said.findIndex((line) => line !== '')
  if (begin < 0) return null
  const trace = said.findIndex((line, at) => at > begin && /^\s+at \S/.test(line))
  const text = wordsOf(said.slice(begin, trace < 0 ? undefined : trace))
  // What stands within belongs to it.
  return { at: end, text: text.replace(WHY_THERE_IS_NO_ERROR, '') }
}

/** The first line, unless it only opens what the next ones say: an object that was thrown, or a list of faults. */
const wordsOf = (lines: readonly string[]): string => {
  const [first = ''] = lines
  // An error without a trace of its own is printed in brackets, with its properties behind.
  const bare = /^\[(.*)\](?: \{.*)?$/.exec(first)
  if (bare) return bare[1] ?? ''
  return /[[{(:]$/.test(first) ? inOneLine(lines.filter((line) => line !== '')) : first
}
