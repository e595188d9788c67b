import type { Variant } from '../../model/cell.ts'
import type { GatewaySettings } from '../../model/gateway-settings.ts'
import type { Spelled } from '../../model/recipe.ts'
import type { Role } from '../../model/role.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'

/** What a family knows: how one SDK, on both registries, spells an intent. */
export type Family = {
  /** The name in `matrix.json`. */
  readonly id: string
  readonly packages: Readonly<Record<Registry, readonly string[]>>
  readonly variants: Readonly<Record<Registry, readonly Variant[]>>
  /** Header fields (lower case) by which this SDK may carry a credential. */
  readonly credentialFields: readonly string[]
  /** Header fields (lower case, `*` for any run of characters) in which it speaks about itself. */
  readonly telemetryFields: readonly string[]
  /** What stands before the version in its repository's release tags. Default `v`. */
  readonly releaseTags?: Readonly<Partial<Record<Registry, string>>>
  /** What gateways must be set to, to leave this SDK as it is. */
  readonly gatewaySettings?: GatewaySettings
  /**
   * What even its newest version has no words for, as `spell` says it: `no foundry client`. A test compares, so that a
   * word which was forgotten is not taken for one that does not exist.
   */
  readonly lacks: Readonly<Record<Registry, readonly string[]>>
  /** One plain call. A version that cannot make it is not measured. */
  readonly control: Scenario
  readonly spell: (scenario: Scenario, context: SpellContext) => Spelled
  /** The way a scenario hands over its credentials, short, in this SDK's words; completes "…, or …". */
  readonly remedyText: (scenario: Scenario, registry: Registry) => string
  /** For a user's own command. None: it must read the variables that this tool documents. */
  readonly commandEnvironments?: CommandEnvironments
}

export type SpellContext = {
  readonly registry: Registry
  readonly version: string
  readonly variant: Variant
  /** The address of the gateway for this cell alone, without a slash at its end. */
  readonly gatewayUrl: string
  readonly credential: (role: Role) => string
  /** What a function in the place of a credential hands out, call by call. */
  readonly provider: (role: Role) => readonly string[]
}

export type Variables = Readonly<Record<string, string>>

/**
 * Environment variables by which a program that was not written for us finds the gateway, least first: the SDK's own
 * names, for each way to use it. The first with which the program gets through is the right one; a variable more than it
 * needs is a trap, since a key in the environment beside a token in the code is refused by some versions and not by others.
 */
export type CommandEnvironments = (
  registry: Registry,
  context: Pick<SpellContext, 'gatewayUrl' | 'credential'>,
) => readonly Variables[]
