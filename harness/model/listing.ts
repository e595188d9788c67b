import type { Registry, Release } from './sdk.ts'

export const LISTED = ['sdks', 'scenarios', 'gateways', 'versions'] as const
/** What can be listed. */
export type ListedThing = (typeof LISTED)[number]

export type ListedSdk = {
  readonly id: string
  readonly registry: Registry
  readonly package: string
  readonly family: string
  /** As the matrix selects them, in words; empty: a family knows it, and no entry of the matrix names it. */
  readonly versions: readonly string[]
}

export type ListedScenario = {
  readonly id: string
  readonly title: string
  /** The folder of a shipped one, which `@folder` means; null of a user's own file. */
  readonly group: string | null
  /** Is it run unless something else is asked for? */
  readonly default: boolean
}

export type ListedGateway = { readonly id: string; readonly title: string }

/** What there is to ask for. */
export type Listing =
  | { readonly of: 'sdks'; readonly sdks: readonly ListedSdk[] }
  | { readonly of: 'scenarios'; readonly scenarios: readonly ListedScenario[] }
  | { readonly of: 'gateways'; readonly gateways: readonly ListedGateway[] }
  | {
      readonly of: 'versions'
      readonly sdk: string
      readonly tags: Readonly<Record<string, string>>
      /** Oldest first. */
      readonly releases: readonly Release[]
    }
