import type { Family } from '../../model/family.ts'
import type { Gateway } from './gateway.ts'
import { gateways } from './index.ts'
import { rulesHandlers } from './rules.ts'

/** The gateways that come with the tool, and the vendor's own API of each family that describes it. */
export const withFamilyGateways = (families: readonly Family[]): Readonly<Record<string, Gateway>> => ({
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
  ...gateways,
})
