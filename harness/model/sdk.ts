import { type AskedRuntime, wishText } from './runtime-wish.ts'

export const REGISTRIES = ['npm', 'pypi'] as const
/** The package registry an SDK is published in; what each one is stands in `ecosystems/`. */
export type Registry = (typeof REGISTRIES)[number]

/** The family of a package that none knows: it is measured by the user's own programs alone. */
export const NO_FAMILY = 'none'

/** One SDK as `matrix.json` names it. */
export type Sdk = {
  /** The user's name for it, e.g. `openai-python`. */
  readonly id: string
  readonly registry: Registry
  /** The name in the registry, e.g. `openai`, `@anthropic-ai/sdk`. */
  readonly package: string
  /** The adapter that spells scenarios for it: the id of a family. */
  readonly family: string
}

/** One published version, in the registry's own words. */
export type Release = {
  readonly version: string
  readonly prerelease: boolean
  /** The message of `npm deprecate`, or null. */
  readonly deprecated: string | null
  /** PEP 592: the reason given, '' when none was given, null when not yanked. Always null on npm. */
  readonly yanked: string | null
  /**
   * When the registry says it was published (ISO 8601), or null. Never used for ordering: mirrors put their own
   * insertion dates there.
   */
  readonly publishedAt: string | null
  /** When the last of its files was uploaded (ISO 8601), where an index dates each file; by then it was whole. */
  readonly completeAt?: string | null
  /** Which runtimes the package says it wants: `engines.node`, or `Requires-Python`; null when silent. */
  readonly requires: string | null
  /** PyPI: is there at least one wheel? npm: always true. */
  readonly installable: boolean
}

/** All versions of one package. */
export type ReleaseList = {
  readonly registry: Registry
  readonly package: string
  /** Oldest first, by semver or PEP 440; never by date. */
  readonly releases: readonly Release[]
  /** npm dist-tags; `latest` on PyPI is the newest that is neither yanked nor a pre-release. */
  readonly tags: Readonly<Record<string, string>>
  /** The repository's web address from the package's own metadata (for compare links), or null. */
  readonly repository: string | null
  /** `network` (fetched or revalidated), or `cache` when the registry could not be reached or --offline was given. */
  readonly from: 'network' | 'cache'
}

/** Exactly one version of one SDK, to be installed and measured. */
export type Target = {
  readonly sdk: Sdk
  readonly version: string
  /** The registry's word, for resolving dependencies at the release day; null where the index dates nothing. */
  readonly publishedAt: string | null
  /** When the last of its files, and of the packages beside it, was uploaded, where the index dates each file. */
  readonly completeAt?: string | null
  /** Why its dates are not to be believed (its registry's do not follow the versions); absent where they are. */
  readonly misdated?: string
  /** Where the code comes from: the registry, or a local folder, tarball, wheel or git commit. */
  readonly source: Source
  /** What it is to run on, where a user says so: one version on two runtimes is two targets. */
  readonly runtime?: AskedRuntime
  /** Which versions of its runtime it says it wants (`Release.requires`); there when a runtime was asked for. */
  readonly requires?: string | null
}

export type Source =
  | { readonly kind: 'registry' }
  /** A folder, tarball or wheel. */
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'git'; readonly url: string; readonly ref: string }

/** How the rest of the tool names a target: `openai-python@2.34.0`, `openai-node@5.17.0 on node 22.22.0`. */
export const targetName = ({ sdk, version, runtime }: Target): string =>
  `${sdk.id}@${version}${runtime ? ` on ${wishText(runtime)}` : ''}`
