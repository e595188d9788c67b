import type { Outcome } from '../../model/capture.ts'
import type { RunResult } from '../../model/report.ts'
import { coreOf, type Failure, meaningOf } from './meaning.ts'
import { sameWords } from './same-words.ts'
import { messageOf } from './words.ts'

/** Of several messages that match, those that share nearly as many words as the best one. */
const NEARLY = 0.8

export type Matcher = {
  /** Is it the error that was asked about, however it is wrapped? */
  readonly isIt: (outcome: Outcome) => boolean
  /** The same of a text without status: why a version could not be measured. */
  readonly isItToo: (reason: string) => boolean
  /** How many words in a row the two share; 0: it is another error. */
  readonly words: (outcome: Outcome) => number
}

/** Compares each distinct message once. */
export const matcherOf = (text: string, runs: readonly RunResult[]): Matcher => {
  const { statuses } = messageOf(text)
  const asked = distinct([text, coreOf(text)]).map((part) => ({ ...messageOf(part), statuses }))
  const share = (observed: string, status: number | undefined): number =>
    Math.max(
      ...asked.flatMap((own) =>
        distinct([observed, coreOf(observed)]).map((other) => sameWords(own, messageOf(other), status)),
      ),
    )
  const shared = new Map<string, number>()
  const meanings = new Map<string, string>()
  for (const failure of failuresOf(runs)) {
    const key = keyOf(failure)
    if (shared.has(key)) continue
    shared.set(key, share(failure.message || failure.name, failure.status))
    meanings.set(key, meaningOf(failure))
  }
  const best = Math.max(0, ...shared.values())
  // What means the same is the same, though the wrapping that a user pasted is that of another version.
  const hits = new Map<string, number>()
  for (const [key, words] of shared)
    if (words > 0 && words >= best * NEARLY) {
      const meaning = meanings.get(key) ?? key
      hits.set(meaning, Math.max(words, hits.get(meaning) ?? 0))
    }
  const words = (outcome: Outcome): number => {
    if (outcome.kind !== 'error') return 0
    return hits.get(meanings.get(keyOf(outcome)) ?? meaningOf(outcome)) ?? 0
  }
  return { isIt: (outcome) => words(outcome) > 0, isItToo: (reason) => share(reason, undefined) > 0, words }
}

const keyOf = ({ name, message, status }: Failure): string => JSON.stringify([name, status, message])

const failuresOf = (runs: readonly RunResult[]): readonly Failure[] =>
  runs.flatMap(({ scenarios }) =>
    scenarios.flatMap((result) =>
      result.status === 'measured' && result.outcome.kind === 'error' ? [result.outcome] : [],
    ),
  )

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]
