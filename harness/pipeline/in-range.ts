import { schemes } from '../ecosystems/index.ts'
import type { InRange } from '../judge/accept/accepted-by.ts'
import type { Sdk } from '../model/sdk.ts'

/** Version ranges in the language of each SDK's registry; an exact version is itself. */
export const inRangeOf =
  (sdks: readonly Pick<Sdk, 'id' | 'registry'>[]): InRange =>
  (id, version, range) => {
    const registry = sdks.find((sdk) => sdk.id === id)?.registry
    return version === range || (registry !== undefined && schemes[registry].satisfies(version, range))
  }
