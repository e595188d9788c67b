import type { Change } from '../model/report.ts'
import { sentence } from '../reporters/parts/change-sentence.ts'
import { causesOf } from './signature.ts'

type Told = {
  readonly from: string
  readonly to: string
  readonly gateway: string
  readonly changes: readonly Change[]
}

/** What changed and what the gateway made of it, in one sentence that names both sides. */
export const driftSummary = ({ from, to, gateway, changes }: Told): string => {
  const causes = causesOf(changes)
  const first = causes[0]
  const outcome = changes.find((change) => change.kind === 'outcome' && !causes.includes(change))
  const parts = [
    first ? sentence(first, from, to) : '',
    causes.length > 1 ? `and ${causes.length - 1} more of the kind` : '',
    outcome ? `behind ${gateway} ${sentence(outcome, from, to)}` : '',
  ]
  return `${parts.filter(Boolean).join('; ')}.`
}
