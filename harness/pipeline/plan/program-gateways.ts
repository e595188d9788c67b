import type { Family } from '../../model/family.ts'
import { NO_FAMILY } from '../../model/sdk.ts'
import type { World } from '../world.ts'

/**
 * Behind which of these a user's own command is run: another vendor's own API tells nothing about this SDK. Where nobody said
 * which, and no family says whose API it is, it is behind those that stand for any; where somebody did, theirs it is.
 * @param chosen did somebody say which?
 */
export const programGateways = (
  family: Pick<Family, 'id'>,
  gateways: readonly string[],
  chosen: boolean,
  world: Pick<World, 'gateways'>,
): readonly string[] => {
  if (family.id !== NO_FAMILY) return gateways.filter((id) => world.gateways[id]?.families?.includes(family.id) ?? true)
  if (chosen) return gateways
  const any = Object.values(world.gateways).filter(({ id, forAny, own }) => forAny || (own && gateways.includes(id)))
  return any.map(({ id }) => id)
}

/** Did somebody say which gateways are theirs? */
export const saysWhich = (patterns: readonly string[]): boolean => !patterns.includes('*')
