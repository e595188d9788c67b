import type { Sdk } from '../model/sdk.ts'
import type { InRange } from '../verdict/accept.ts'
import { schemes } from '../versions/schemes.ts'

/** Version ranges in the language of each SDK's registry; an exact version is itself. */
export const inRangeOf =
  (sdks: readonly Pick<Sdk, 'id' | 'registry'>[]): InRange =>
  (id, version, range) => {
    const registry = sdks.find((sdk) => sdk.id === id)?.registry
    return version === range || (registry !== undefined && schemes[registry].satisfies(version, range))
  }
