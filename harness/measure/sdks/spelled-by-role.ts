import type { Variant } from '../../model/cell.ts'
import type { Certificate, KeyPair } from '../../model/certificate.ts'
import type { Family } from '../../model/family.ts'
import type { Spelled } from '../../model/recipe.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Sdk } from '../../model/sdk.ts'
import { spell } from './spell.ts'

type At = { readonly sdk: Pick<Sdk, 'registry' | 'package'>; readonly version: string; readonly variant: Variant }

/** A scenario in a family's words, with roles in the place of credentials and no gateway there: to be read, not to be run. */
export const spelledByRole = (family: Family, scenario: Scenario, { sdk, version, variant }: At): Spelled =>
  spell(family, scenario, {
    registry: sdk.registry,
    package: sdk.package,
    version,
    variant,
    gatewayUrl: 'https://gateway',
    proxyUrl: 'http://proxy',
    otherOriginUrl: 'https://other.example',
    certificates: { 'client-certificate': held('client-certificate'), 'other-certificate': held('other-certificate') },
    credential: (role) => `‹${role}›`,
    provider: (role) => [`‹${role}›`],
  })

const held = (name: Certificate): KeyPair => ({ cert: `‹${name}›`, key: `‹key of ${name}›` })
