import type { Sdk } from '../model/sdk.ts'
import { ecosystems } from './index.ts'

/** Does `version` of the SDK with this id lie in `range` (an exact version counts as a range of one)? */
export type InRange = (sdk: string, version: string, range: string) => boolean

/** Version ranges in the language of each SDK's registry; an exact version is itself. */
export const inRangeOf =
  (sdks: readonly Pick<Sdk, 'id' | 'registry'>[]): InRange =>
  (id, version, range) => {
    const registry = sdks.find((sdk) => sdk.id === id)?.registry
    return version === range || (registry !== undefined && ecosystems[registry].satisfies(version, range))
  }
