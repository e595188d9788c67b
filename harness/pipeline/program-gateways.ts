import type { Family } from '../measure/sdks/family.ts'
import type { World } from './world.ts'

/** Behind which of these a user's own command is run: another vendor's own API tells nothing about this SDK. */
export const programGateways = (
  family: Pick<Family, 'id'>,
  gateways: readonly string[],
  world: Pick<World, 'gateways'>,
): readonly string[] => gateways.filter((id) => world.gateways[id]?.families?.includes(family.id) ?? true)
