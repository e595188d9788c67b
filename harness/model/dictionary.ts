import type { Variant } from './cell.ts'
import type { Arg } from './recipe.ts'
import type { ClientIntent, ClientOptions, CredentialSlots, EnvironmentIntent } from './scenario.ts'

/** Everything a client can be told, slot by slot. */
export type OptionIntent = keyof CredentialSlots | Exclude<keyof ClientOptions, 'credentials'>
export type EnvironmentSlot = Exclude<keyof EnvironmentIntent, 'variables'>

/**
 * One language's words for one family, the same for all its versions: data alone. What has no word is `unsupported`. What a
 * version takes and ignores, or takes and does not understand, is measured: that is what its users meet.
 */
export type Dictionary = {
  /** What is imported. Default: the package, by its own name. */
  readonly module?: string
  /** By the kind that scenarios name. */
  readonly clients: Readonly<Record<string, ClientWords>>
  /** Clients that the vendor has, but in another package. */
  readonly elsewhere?: Readonly<Record<string, string>>
  /** By the name that scenarios give it. */
  readonly apis: Readonly<Record<string, ApiWords>>
  /** Names of the options of one request. */
  readonly request: { readonly headers: string; readonly query: string }
  /** The method that copies a client. */
  readonly copy: string
  /** What stands for "send no field of this name". */
  readonly noField: Arg
  /** The attribute in which its errors hold the HTTP status. */
  readonly statusOf: string
  readonly timeoutUnit: 'ms' | 's'
}

export type ClientWords = {
  readonly names: Readonly<Partial<Record<Variant, string>>>
  readonly options: Readonly<Partial<Record<OptionIntent, string>>>
  /** Environment variables. */
  readonly environment: Readonly<Partial<Record<EnvironmentSlot, string>>>
  /** How it learns its address, and which path of the gateway that is. */
  readonly address: Readonly<Partial<Record<ClientIntent['address'], AddressWords>>>
  /** Said when neither the scenario nor its environment does: the client demands it. */
  readonly apiVersion?: string
  /** Further options, said always: where chance would decide what is seen without them. */
  readonly always?: Readonly<Record<string, Arg>>
}

export type AddressWords = { readonly option?: string; readonly variable?: string; readonly path: string }

export type ApiWords = {
  /** Dotted path on the client. */
  readonly method: string
  /** Arguments of the call: one object on npm, keywords on PyPI; null when it takes none. */
  readonly body: Readonly<Record<string, Arg>> | null
  readonly stream: boolean
}
