import type { Family } from '../../model/family.ts'
import { NO_FAMILY } from '../../model/sdk.ts'

/**
 * For a package that no family knows: nothing can be spelled for it, so no scenario runs, and a user's own program says all
 * that is to be said. Which fields carry a credential is seen by the credentials themselves.
 */
export const noFamily: Family = {
  id: NO_FAMILY,
  packages: {},
  variants: {},
  dictionaries: {},
  samples: {},
  credentialFields: ['authorization', 'proxy-authorization', 'cookie', 'x-api-key', 'api-key'],
  telemetryFields: ['user-agent', '*-user-agent', '*-telemetry', 'x-*-client-info', '*-client-meta', '*-api-client'],
  lacks: {},
  // Which operations its API has, nobody here knows.
  gatewaySettings: { backend: 'any' },
  control: null,
}
