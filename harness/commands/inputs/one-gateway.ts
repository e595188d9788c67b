import { knownHint } from '../../ask/matrix/nearest.ts'
import { isGatewayFile } from '../../ask/matrix/own-file.ts'
import { UserError } from '../../errors.ts'
import type { Gateway } from '../../measure/gateways/gateway.ts'
import { withSettings } from '../../measure/gateways/with-settings.ts'
import type { CredentialShapes } from '../../model/credential-shape.ts'
import type { Place } from '../../model/options.ts'
import { loadMatrix } from './load-matrix.ts'
import { gatewayEntries, gatewayName, withOwnGateways } from './own-gateways.ts'

/**
 * One gateway by its id or file, set as the matrix file says, and the credentials that this one has beside the usual ones.
 * @throws UserError for one that nobody knows, and for a faulty file
 */
export const oneGateway = async (
  entry: string,
  options: { readonly config?: string; readonly family?: readonly string[] },
  place: Place,
): Promise<{ readonly gateway: Gateway; readonly credentials: CredentialShapes }> => {
  const { matrix, families } = await loadMatrix(options.config, place, options.family)
  const credentials = matrix.credentials ?? {}
  const own = isGatewayFile(entry) ? [entry] : gatewayEntries(matrix).filter((one) => gatewayName(one) === entry)
  const all = withSettings(await withOwnGateways(own, place, credentials, families.all), matrix.gatewaySettings)
  const gateway = all[gatewayName(entry)]
  if (gateway) return { gateway, credentials }
  throw new UserError('gateway/unknown', {
    what: `There is no gateway "${entry}".`,
    hint: knownHint(entry, Object.keys(all), 'gateways'),
  })
}
