import type { Scope } from '../../model/policy-document.ts'
import type { PolicySettings } from '../../model/policy-settings.ts'

/** One file's text, and its path as messages name it. */
export type PolicyFile = { readonly path: string; readonly text: string }

/** What belongs to one gateway, as it was found on the disk. */
export type PolicyFiles = {
  readonly scopes: Readonly<Partial<Record<Scope, PolicyFile>>>
  /** By the id that `include-fragment` names. */
  readonly fragments: Readonly<Record<string, PolicyFile>>
  /** `policy.settings.json`. */
  readonly settings: PolicyFile | null
  /** What an extractor wrote about it beside the policies; the settings file counts more. */
  readonly known: KnownSettings
}

/** Settings that a folder tells without a settings file. */
export type KnownSettings = {
  readonly namedValues: PolicySettings['namedValues']
  readonly backends: PolicySettings['backends']
  readonly subscription: Partial<Omit<PolicySettings['subscription'], 'askedAt'>>
  readonly api: Partial<PolicySettings['api']>
  readonly product: PolicySettings['product']
  /** None: told from the request. */
  readonly operations: PolicySettings['operations']
}

export const nothingKnown: KnownSettings = {
  namedValues: {},
  backends: {},
  subscription: {},
  api: {},
  product: null,
  operations: [],
}
