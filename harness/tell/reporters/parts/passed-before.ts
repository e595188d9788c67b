import type { Drift, Finding } from '../../../model/report.ts'
import { code } from '../../words/quoted.ts'
import { endNames } from '../../words/step-text.ts'

/**
 * The requests of the older version that passed where the newer one's were refused, in short: one for each set of
 * credentials, the first that carried it.
 */
export const passedBefore = (finding: Pick<Finding, 'from' | 'to' | 'on'>, drifts: readonly Drift[]): string[] => {
  const { from } = endNames(finding)
  const requests = drifts.flatMap(({ decided }) =>
    decided?.before && decided.before.status < 400 && (decided.after?.status ?? 0) >= 400
      ? [decided.before.request]
      : [],
  )
  const apart = new Map(requests.toReversed().map((request) => [JSON.stringify(request.credentials), request]))
  return [...apart.values()].toReversed().map(({ method, url, credentials }) => {
    const carried = credentials.map(({ name, value }) => code(`${name}: ${value}`)).join(', ')
    return `${from} passed: ${code(`${method} ${addressOf(url)}`)} with ${carried || 'no credential'}`
  })
}

/** The query is long and the same for all; a credential in it stands beside. Of the gateway's own address the path is enough. */
const addressOf = (url: string): string => (url.split('?', 1)[0] ?? '').replace(/^https?:\/\/gateway(?=\/)/u, '')
