import type { Family } from '../../model/family.ts'
import type { Gateway } from './gateway.ts'
import { gateways } from './index.ts'
import { rulesHandlers } from './rules.ts'

/**
 * The gateways that come with the tool, and the vendor's own API of each family that describes it.
 * @param ready those that are policy documents
 */
export const withFamilyGateways = (
  families: readonly Family[],
  ready: Readonly<Record<string, Gateway>>,
): Readonly<Record<string, Gateway>> => ({
  ...Object.fromEntries(
    families.flatMap(({ id, gateway: rules }) => {
      if (!rules) return []
      const gateway: Gateway = {
        id,
        title: `The API behind the family ${id}, as its file describes it.`,
        families: [id],
        vendor: true,
        handlers: (context) => rulesHandlers(id, rules, context),
      }
      return [[id, gateway] as const]
    }),
  ),
  // A shipped one is never replaced: its answers have their sources.
  ...Object.fromEntries(
    Object.entries({ ...ready, ...gateways }).map(([id, gateway]) => [id, forMore(gateway, families)]),
  ),
})

/** It is for the families that say so themselves, too. */
const forMore = (gateway: Gateway, families: readonly Family[]): Gateway => {
  const more = families.flatMap(({ id, behind }) => (behind?.includes(gateway.id) ? [id] : []))
  return more.length === 0 ? gateway : { ...gateway, families: [...(gateway.families ?? []), ...more] }
}
