import type { Accepted } from '../../model/report.ts'

/** Why a finding is accepted, who answers for that, and how long: `known (owner: team-gateway, until 2027-01-31)`. */
export const acceptedText = (accepted: Accepted): string => {
  const terms = acceptedTerms(accepted)
  return terms === '' ? accepted.reason : `${accepted.reason} (${terms})`
}

/** Who answers for it, and how long it holds; empty when neither is said. */
export const acceptedTerms = ({ owner, until }: Accepted): string =>
  [owner && `owner: ${owner}`, until && `until ${until}`].filter(Boolean).join(', ')
