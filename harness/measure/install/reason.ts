import { stripVTControlCharacters } from 'node:util'
import type { Ran } from '../../edges/process.ts'

/** Lines that tell of progress and not of the failure. */
const CHATTER = [
  /^Progress: /,
  /^Using (?:C?Python|PyPy|GraalPy)/,
  /^(?:Resolved|Prepared|Audited|Installed|Downloading|Downloaded|Building|Built) /,
  /^Packages are /,
  /^(?:Content-addressable|Virtual) store is at/,
  /^× installing dependencies$/,
]

const MAX_LINES = 15
/** A shorter value is too likely to be a part of ordinary words. */
const MIN_SECRET = 4

/** Why a tool failed: its last lines that mean something, without colours and without credentials. */
export const reasonOf = (ran: Ran, secrets: readonly string[]): string => {
  const lines = `${ran.stdout}\n${ran.stderr}`
    .split(/\r?\n/)
    .map((line) => stripVTControlCharacters(line).trimEnd())
    .filter((line) => line.trim() !== '' && !CHATTER.some((pattern) => pattern.test(line.trim())))
  const said = lines.slice(-MAX_LINES).join('\n').trim()
  const words = [ran.failure, said].filter(Boolean).join('\n') || `ended with code ${ran.exitCode} and said nothing`
  return redact(words, secrets)
}

/** Replaces what must not be told: these values, and user names and passwords within addresses. */
export const redact = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter((secret) => secret.length >= MIN_SECRET)
    .reduce((left, secret) => left.replaceAll(secret, '***'), text)
    .replaceAll(/:\/\/[^\s/@]+@/g, '://***@')
