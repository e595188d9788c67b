import { asCapture } from '../../model/kept.ts'
import { OWN_VERSION } from '../../model/own-version.ts'
import { recent } from '../../model/remembered.ts'
import type { ScenarioResult } from '../../model/report.ts'
import { parsed } from './kept-file.ts'
import type { ResultStoreOptions } from './store-options.ts'

/** Captures whose results are known: all places of a large matrix, with both ways of an SDK that goes to and fro. */
const MOST_KNOWN = 4_000

/** Stands for a version's name: no JSON text has it as it is. */
const NAME = '\0'

/** Makes a result of a capture's text; null: it is none. */
export type ReadText = (capture: string, facts: Parameters<ResultStoreOptions['read']>[1]) => ScenarioResult | null

/**
 * Reads captures, and of those of several versions that are the same but for the version's own name, one. The others have
 * the same result where it says of each of these names that it is one, and where the names are of one form: what looks for
 * chance looks at that too.
 */
export const readingAlike = (read: ResultStoreOptions['read']): ReadText => {
  const known = recent<string, ScenarioResult>(MOST_KNOWN)
  return (text, facts) => {
    // On most days the same is read: of the day itself nothing is said.
    const day = text.includes(facts.today) ? facts.today : ''
    const alike = `${day}${NAME}${withoutVersion(text, facts.version)}`
    const before = known.get(alike)
    if (before) return before
    const capture = asCapture(parsed(text))
    if (capture === null) return null
    const result = read(capture, facts)
    // A name that is left, or went with something else that is chance, may be a value like any other.
    if (timesIn(text, facts.version) !== timesIn(JSON.stringify(result), OWN_VERSION)) return result
    known.set(ownCopy(alike), result)
    return result
  }
}

/** A version that could be any number is found in others: it stays, and stands for itself. */
const withoutVersion = (text: string, version: string): string =>
  Number.isNaN(Number(version))
    ? `${version.replaceAll(/\d/g, '0')}${NAME}${text.replaceAll(version, NAME)}`
    : `${version}${NAME}${text}`

const timesIn = (text: string, part: string): number => text.split(part).length - 1

/** A piece of a file's text would hold the whole of it. */
const ownCopy = (text: string): string => Buffer.from(text, 'latin1').toString('latin1')
