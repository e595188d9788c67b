import { createColors } from 'picocolors'
import type { ServedRequest } from '../../../model/served.ts'
import { clean } from '../../words/plain.ts'

/** One request to a served gateway for people: what was asked, with which credentials, who answered; then the trace. */
export const served = (request: ServedRequest, options: { readonly colour: boolean }): string => {
  const { bold, dim, green, red } = createColors(options.colour)
  const { method, target, credentials, status, by, trace } = request
  const carried = credentials.map(({ at, role }) => `${role} in ${at}`).join(', ') || 'no credential of this run'
  const told = status > 0 && status < 400 ? green(String(status)) : red(String(status || 'no answer'))
  return [
    `${bold(clean(method))} ${clean(target)}`,
    `  ${clean(carried)}`,
    ...trace.map(({ at, policy, did }) => dim(`  ${clean(at)}  ${policy}: ${clean(did)}`)),
    `  ${told} by ${clean(by)}`,
    '',
  ].join('\n')
}
