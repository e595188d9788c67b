import type { Variant } from '../../model/cell.ts'
import type { Certificate, ClientCertificates, KeyPair } from '../../model/certificate.ts'
import type { Role } from '../../model/role.ts'
import type { Registry } from '../../model/sdk.ts'

export type SpellContext = {
  readonly registry: Registry
  /** The SDK's name there; a renamed fork has another one than its family. */
  readonly package: string
  readonly version: string
  readonly variant: Variant
  /** The address of the gateway for this cell alone, without a slash at its end. */
  readonly gatewayUrl: string
  /** The same at the other origin. */
  readonly otherOriginUrl: string
  /** The address of the harness's forward proxy, for this cell alone; there when its scenario names one. */
  readonly proxyUrl?: string
  /** There when its scenario names one. */
  readonly certificates?: ClientCertificates
  readonly credential: (role: Role) => string
  /** What a function in the place of a credential hands out, call by call. */
  readonly provider: (role: Role) => readonly string[]
}

/** A certificate of a scenario that names one. */
export const certificateIn = ({ certificates }: SpellContext, certificate: Certificate): KeyPair => {
  if (!certificates) throw new Error('a certificate was named and none made')
  return certificates[certificate]
}

/** The proxy's address, of a scenario that names one. */
export const proxyOf = ({ proxyUrl }: SpellContext): string => {
  if (proxyUrl === undefined) throw new Error('a proxy was named and none started')
  return proxyUrl
}
