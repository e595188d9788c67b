import { hash } from 'node:crypto'
import { knownHint } from '../../ask/matrix/nearest.ts'
import { readDocument } from '../../ask/policies/read-document.ts'
import { settingsOf } from '../../ask/policies/settings.ts'
import { steadyClock } from '../../edges/clock.ts'
import { type Fault, UserError } from '../../errors.ts'
import { checkDocument, type DocumentCheck } from '../../measure/gateways/apim/check-document.ts'
import { documentGateway, type TracingGateway } from '../../measure/gateways/apim/document-gateway.ts'
import { atLine } from '../../model/policy-document.ts'
import type { Spot } from '../../model/spot.ts'
import { readPolicyFiles } from './policy-files.ts'

/**
 * A policy document, or a folder of them, as a gateway.
 * @param roles the credentials that there are
 * @throws UserError with every fault of the document, and every element that can decide about a request and is not known here
 */
export const policyGateway = async (
  path: string,
  { id, where, roles }: { readonly id: string; readonly where: string; readonly roles: readonly string[] },
): Promise<TracingGateway> => {
  const files = await readPolicyFiles(path)
  const settings = settingsOf(files)
  const unknown = settings.subscription.credentials.find((role) => !roles.includes(role))
  if (unknown !== undefined)
    throw new UserError('gateway/no-credential', {
      what: `Its subscription wants the credential "${unknown}", which nobody has.`,
      where: files.settings?.path ?? where,
      hint: `Add it to "credentials" in matrix.json. ${knownHint(unknown, roles, 'credentials')}`,
    })
  const { document, loneFragments } = readDocument(files, settings)
  const [fragment] = loneFragments
  if (fragment)
    throw new UserError('policy/fragment', {
      what: 'This is a fragment, and no document: where its policies stand in a request is not told.',
      where: shown(fragment),
      hint: 'Name the document that includes it. To try it alone: <policies><inbound><base />…</inbound></policies>.',
    })
  const check = checkDocument(document)
  const faults = faultsIn(check)
  if (faults.length > 0) throw new UserError('policy/refused', faults)
  return {
    ...documentGateway(
      { id, title: `Your own gateway: ${where}.`, own: true, digest: hash('sha256', JSON.stringify(files)) },
      document,
      settings,
      steadyClock.now,
    ),
    notes: check.standings.flatMap(({ spot, name, standing }) =>
      standing.kind === 'adapted' || standing.kind === 'passed-over'
        ? [`${id}: ${atLine(spot)} ${name} is ${STANDS[standing.kind]}: ${standing.why}`]
        : [],
    ),
  }
}

const STANDS = { adapted: 'adapted', 'passed-over': 'passed over' } as const

/** One mistake a place: what is no policy at all is not supported either. */
const faultsIn = ({ faults, standings }: DocumentCheck): readonly Fault[] => {
  const told = new Set(faults.map(({ spot }) => shown(spot)))
  return [
    ...faults.map(({ spot, what, hint }) => ({ what, where: shown(spot), ...(hint === undefined ? {} : { hint }) })),
    ...standings.flatMap(({ spot, name, standing }) =>
      standing.kind === 'not-supported' && !told.has(shown(spot))
        ? [
            {
              what: `<${name}> is not supported, and it can decide about a request: ${standing.why}`,
              where: shown(spot),
              hint: 'Take it out of a copy of the document and name that one; sdkdrift policy check tells the same of every element.',
            },
          ]
        : [],
    ),
  ]
}

const shown = ({ file, line, column }: Spot): string => `${file}:${line}:${column}`
