import type { JudgedDrift } from '../../model/judged.ts'
import { sentence } from './change-sentence.ts'
import { endNames } from './step-text.ts'

/** What changed and what the gateway made of it, in one sentence that names both sides. */
export const driftSummary = (drift: JudgedDrift): string => {
  const { gateway, changes, causes } = drift
  const { from, to } = endNames(drift)
  const first = causes[0]
  const outcome = changes.find((change) => change.kind === 'outcome' && !causes.includes(change))
  const parts = [
    first ? sentence(first, from, to) : '',
    causes.length > 1 ? `and ${causes.length - 1} more of the kind` : '',
    outcome ? `behind ${gateway} ${sentence(outcome, from, to)}` : '',
  ]
  return `${parts.filter(Boolean).join('; ')}.`
}
