import { nodesLastWords } from './last-words-of-node.ts'
import { pytestsLastWords, pythonsLastWords, withoutAsides } from './last-words-of-python.ts'
import { inOneLine, type Told } from './told-error.ts'

/** `openai.AuthenticationError: 401 …`, `TypeError [ERR_X]: …`, `[Error: …] {`, `Uncaught TypeError: …`. */
const NAMED = /^(?:Uncaught )?\[?(?:[A-Za-z_$][\w.$]*)?(?:Error|Exception|Exit|Interrupt)\b(?: \[\w+\])?(?::.*)?$/
/** `it failed: AuthenticationError: 401 …`, where a trace follows. */
const MENTIONED = /\b(?:[A-Za-z_$][\w.$]*)?(?:Error|Exception)\b(?: \[\w+\])?(?::|$)/
const FRAME = /^\s+at \S/
/** What stands at the end of a text and says nothing of why: of Node, of uv. */
const NOISE =
  /^(?:Node\.js v\d|\(node:\d+\)|\(Use `node |(?:Using|Creating|Resolved|Prepared|Installed|Uninstalled|Audited|Building|Built|Downloading|Downloaded|Updated) | [+~-] \S+==)/
const MAX_LENGTH = 1000

/**
 * The line in which a program says why it ended: the last error it names, else its last line on stderr. The trace around
 * it holds paths and line numbers of the SDK, which differ from version to version though nothing else does; and a last
 * line on stdout is most often a count with a duration.
 */
export const lastWords = ({ stderr, stdout }: { readonly stderr: string; readonly stdout: string }): string => {
  const lines = linesOf(stderr)
  return (namedIn(lines) ?? namedIn(linesOf(stdout)) ?? lastLine(lines)).trim().slice(0, MAX_LENGTH)
}

/** The last line that begins with an error's name. */
export const namedError = (lines: readonly string[]): string | undefined => lines.findLast((line) => NAMED.test(line))

const linesOf = (text: string): readonly string[] => withoutAsides(text.split(/\r?\n/).map((line) => line.trimEnd()))

const namedIn = (lines: readonly string[]): string | undefined => {
  const found = [nodesLastWords, pythonsLastWords, pytestsLastWords, named, mentioned].flatMap(
    (look) => look(lines) ?? [],
  )
  return found.toSorted((a, b) => b.at - a.at)[0]?.text ?? indented(lines)
}

const named = (lines: readonly string[]): Told | null =>
  toldAt(
    lines,
    lines.findLastIndex((line) => NAMED.test(line)),
  )

const mentioned = (lines: readonly string[]): Told | null =>
  toldAt(
    lines,
    lines.findLastIndex((line, at) => /^\S/.test(line) && MENTIONED.test(line) && FRAME.test(lines[at + 1] ?? '')),
  )

/** As the report of a test runner has it. */
const indented = (lines: readonly string[]): string | undefined =>
  lines.findLast((line, at) => NAMED.test(line.trim()) && FRAME.test(lines[at + 1] ?? ''))

const toldAt = (lines: readonly string[], at: number): Told | null => (at < 0 ? null : { at, text: lines[at] ?? '' })

/** A printed object is told from where it begins: its last line is a bracket. */
const lastLine = (lines: readonly string[]): string => {
  const end = lines.findLastIndex((line) => line.trim() !== '' && !NOISE.test(line))
  if (end < 0) return ''
  if (!/^[\]})]+[;,]?$/.test(lines[end] ?? '')) return lines[end] ?? ''
  const begin = lines.findLastIndex((line, at) => at < end && /^\S/.test(line))
  return inOneLine(lines.slice(Math.max(begin, 0), end + 1))
}
