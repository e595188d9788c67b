import type { Told } from './told-error.ts'

const TRACEBACK = /^(?: {2}\+ Exception Group )?Traceback \(most recent call last\):$/
/** Told in passing: the program goes on after it. */
const ASIDE = /^(?:Exception ignored in|Exception in thread |Task exception was never retrieved)/

/** Takes out what Python tells of an error that is not why the program ended: of a thread, of a finaliser. */
export const withoutAsides = (lines: readonly string[]): readonly string[] => {
  let until = -1
  return lines.filter((line, at) => {
    if (at > until && ASIDE.test(line)) until = endOfAside(lines, at)
    return at > until
  })
}

/** The line that names its error, when a trace follows. */
const endOfAside = (lines: readonly string[], at: number): number => {
  const trace = lines.findIndex((line, index) => index > at && TRACEBACK.test(line))
  if (trace < 0 || trace > at + 2) return at
  const end = lines.findIndex((line, index) => index > trace && /^\S/.test(line))
  return end < 0 ? lines.length : end
}

/** The error of the last trace: those before it in a chain are its causes. */
export const pythonsLastWords = (lines: readonly string[]): Told | null => {
  const trace = lines.findLastIndex((line) => TRACEBACK.test(line))
  if (trace < 0) return null
  // In the frame of a group each line begins with a bar.
  const at = lines.findIndex((line, index) => index > trace && /^(?: {2}\| )?\S/.test(line))
  return at < 0 ? null : { at, text: (lines[at] ?? '').replace(/^ {2}\| /, '') }
}

/** The first line of pytest's last `E`: of a chain the error that was not caught. */
export const pytestsLastWords = (lines: readonly string[]): Told | null => {
  const last = lines.findLastIndex(isE)
  if (last < 0) return null
  const before = lines.findLastIndex((line, at) => at < last && !isE(line))
  return { at: before + 1, text: (lines[before + 1] ?? '').slice(1) }
}

const isE = (line: string): boolean => /^E {3}/.test(line)
