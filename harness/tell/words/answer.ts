import type { Outcome } from '../../model/capture.ts'
import { clean, cut } from './plain.ts'

/** The least that says how it ended: `200`, `401`, `TypeError`, `connects to api.openai.com:443`. */
const answer = (outcome: Outcome): string => {
  switch (outcome.kind) {
    case 'response':
      return String(outcome.status)
    case 'error':
      return outcome.status === undefined ? outcome.name : String(outcome.status)
    case 'egress':
      return `connects to ${outcome.host}:${outcome.port}`
  }
}

/** The same with the error's name: `401 AuthenticationError`. */
export const fullAnswer = (outcome: Outcome): string =>
  outcome.kind === 'error' && outcome.status !== undefined ? `${outcome.status} ${outcome.name}` : answer(outcome)

/** `200 → 401`; names the errors when the numbers alone would not differ. */
export const answers = (before: Outcome, after: Outcome): string => {
  if (answer(before) !== answer(after)) return `${answer(before)} → ${answer(after)}`
  if (fullAnswer(before) !== fullAnswer(after)) return `${fullAnswer(before)} → ${fullAnswer(after)}`
  return `${fullAnswer(after)}, reworded`
}

/**
 * What an error says, without what SDKs wrap around a gateway's message (status, JSON, Python's spelling of a dict,
 * quotes around the whole), and only its first sentence when that one speaks for itself. Words that go on from the
 * status ("401 status code (no body)") keep it. Null when there are none.
 * @param size most characters
 */
export const said = (outcome: Outcome, size = 120): string | null => {
  if (outcome.kind !== 'error') return null
  const text = clean(outcome.message)
  const inner = /["']message["']:\s*(["'])((?:\\.|(?!\1).)*)\1/u.exec(text)?.[2]?.replaceAll(/\\(["'])/gu, '$1')
  const bare = (inner ?? text.replace(/^(?:Error code: )?\d{3}(?: - | (?!\p{Ll})|$)/u, ''))
    .trim()
    .replace(/^(["'])(.*)\1$/u, '$2')
  if (bare === '') return null
  const first = /^(.{24,}?[.!?])\s+\p{Lu}/u.exec(bare)?.[1]
  return cut(first ?? bare, size)
}
