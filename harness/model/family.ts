import type { Variant, VariantSamples } from './cell.ts'
import type { Dictionary } from './dictionary.ts'
import type { GatewayRules } from './gateway-rules.ts'
import type { GatewaySettings } from './gateway-settings.ts'
import type { Beside } from './matrix.ts'
import type { Scenario } from './scenario.ts'
import type { Registry } from './sdk.ts'

/** Of each registry that a family is published in. */
type PerRegistry<T> = Readonly<Partial<Record<Registry, T>>>

/** What a family knows: how one SDK spells an intent. Data alone: what is done with it stands beside. */
export type Family = {
  /** The name in `matrix.json`. */
  readonly id: string
  readonly packages: PerRegistry<readonly string[]>
  readonly variants: PerRegistry<readonly Variant[]>
  /**
   * Variants that are measured in these scenarios (ids) alone, unless one is asked for by its whole name: both forms of
   * an npm package come out of one source, so a few calls that reach each of its files tell whether they differ.
   */
  readonly samples: VariantSamples
  /** Its words in each registry's language. */
  readonly dictionaries: PerRegistry<Dictionary>
  /** Header fields (lower case) by which this SDK may carry a credential. */
  readonly credentialFields: readonly string[]
  /** Header fields (lower case, `*` for any run of characters) in which it speaks about itself. */
  readonly telemetryFields: readonly string[]
  /** What stands before the version in its repository's release tags. Default `v`. */
  readonly releaseTags?: PerRegistry<string>
  /** What gateways must be set to, to leave this SDK as it is. */
  readonly gatewaySettings?: GatewaySettings
  /** Families whose API it speaks: the scenarios for them are for it too, where it has words for them. */
  readonly like?: readonly string[]
  /** Shipped gateways (ids) that are its vendor's own API, or its product's, too. */
  readonly behind?: readonly string[]
  /**
   * Hosts whose connections arrive at the gateway, wherever it is measured: of an SDK that cannot be pointed elsewhere. `*.`
   * at the beginning stands for one label or more. Default: none.
   */
  readonly hosts?: PerRegistry<readonly string[]>
  /** What is installed beside it wherever it is measured, of the same registry; an entry's own word wins. Default: nothing. */
  readonly with?: PerRegistry<Beside>
  /** The same, where a scenario that is asked for makes a call that needs it: a WebSocket, a transport. Default: nothing. */
  readonly besideCalls?: PerRegistry<Beside>
  /** Its vendor's own API as a gateway, called as the family is. Default: the gateways that name the family. */
  readonly gateway?: GatewayRules
  /**
   * What even its newest version has no words for, as `spell` says it: `no foundry client`. A test compares, so that a
   * word which was forgotten is not taken for one that does not exist.
   */
  readonly lacks: PerRegistry<readonly string[]>
  /** One plain call. A version that cannot make it is not measured. null: no call can be spelled, so no scenario runs. */
  readonly control: Scenario | null
}

/** A family with words, and so with a plain call. */
export type SpeakingFamily = Family & { readonly control: Scenario }
