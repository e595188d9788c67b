import { stripVTControlCharacters } from 'node:util'
import type { Ran } from '../../edges/process.ts'

/** Lines that tell of progress and not of the failure. */
const CHATTER = [
  /^Progress: /,
  /^Using (?:C?Python|PyPy|GraalPy)/,
  /^(?:Resolved|Prepared|Audited|Installed|Downloading|Downloaded|Building|Built) /,
  /^Packages are /,
  /^(?:Content-addressable|Virtual) store is at/,
  /^(?:Error:\s*)?× installing dependencies$/,
  // What was tried again and failed for good is told by the error itself.
  /^\[WARN\] .+ error \(.+\) — \d+$/,
  /^Will retry in /,
]

const MAX_LINES = 15
/** Where a tool begins to say what went wrong; what is above led there. */
const BEGINS = /^\s*(?:\W{0,3}(?:error|fatal)\b|\W*ERR_|×)/i
/** Of an error that is told from its beginning; the way there, and the hint at its end, are a part of it. */
const MAX_ERROR_LINES = 40
/** Lines that lead from an error to its cause, where the error itself said nothing. */
const BRANCH = /^[\s│╰├╬┬─▶]+/
/** Goes on with what stands above it. */
const GOES_ON = /^(?:\s|[a-z│├╰┬─])/
/** A first line that says nothing to a reader, and has what was meant below it. */
const CODE_ALONE = /^((?:Error: )?ERR_\w+)\n\s*╰─▶\s*/
/** Columns after which tools break what they say, also in the middle of an address. */
const WIDTH = 80
const ADDRESS_GOES_ON = /:\/\/\S*[/-]$/
/** A shorter value is too likely to be a part of ordinary words. */
const MIN_SECRET = 4

/** Why a tool failed: what it said from its error on, or else its last lines, without colours and without credentials. */
export const reasonOf = (ran: Ran, secrets: readonly string[]): string => {
  const lines = `${ran.stdout}\n${ran.stderr}`
    .split(/\r?\n/)
    .map((line) => stripVTControlCharacters(line).trimEnd())
    .filter((line) => line.trim() !== '' && !CHATTER.some((pattern) => pattern.test(line.trim())))
  const said = unbroken(essence(lines)).join('\n').replace(BRANCH, '').replace(CODE_ALONE, '$1: ').trim()
  const words = [ran.failure, said].filter(Boolean).join('\n') || `ended with code ${ran.exitCode} and said nothing`
  return redact(words, secrets)
}

const essence = (lines: readonly string[]): readonly string[] => {
  const from = lines.findIndex((line) => BEGINS.test(line))
  if (from >= 0) {
    const all = lines.slice(from)
    return all.length <= MAX_ERROR_LINES
      ? all
      : [...all.slice(0, MAX_ERROR_LINES), `… and ${all.length - MAX_ERROR_LINES} more lines`]
  }
  const last = lines.slice(-MAX_LINES)
  const whole = last.findIndex((line) => !GOES_ON.test(line))
  return lines.length > MAX_LINES && whole > 0 ? last.slice(whole) : last
}

/** Addresses in one piece again: each half would be another. */
const unbroken = (lines: readonly string[]): readonly string[] => {
  const told: string[] = []
  for (const line of lines) {
    const above = told.at(-1) ?? ''
    const [next = ''] = line.trim().split(/\s/)
    const isBroken = ADDRESS_GOES_ON.test(above) && /^\s/.test(line) && above.length + next.length >= WIDTH
    if (isBroken) told[told.length - 1] = above + line.trim()
    else told.push(line)
  }
  return told
}

/** Replaces what must not be told: these values, and user names and passwords within addresses. */
export const redact = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter((secret) => secret.length >= MIN_SECRET)
    .reduce((left, secret) => left.replaceAll(secret, '***'), text)
    .replaceAll(/:\/\/[^\s/@]+@/g, '://***@')
