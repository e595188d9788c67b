import type { CredentialShapes } from './credential-shape.ts'
import type { GatewaySettings } from './gateway-settings.ts'
import type { Program } from './program.ts'
import { type AskedRuntime, nearerWishes, type RuntimeWish } from './runtime-wish.ts'
import type { Sdk } from './sdk.ts'
import type { Bar } from './severity.ts'
import type { SeverityOverride } from './severity-override.ts'

/**
 * Which versions of an SDK to measure. Ranges are semver ranges on npm, PEP 440 specifiers on PyPI; without one, all versions
 * are meant.
 */
export type Selector =
  /** An exact version, a range, `latest` or a dist-tag. */
  | string
  | { readonly range?: string; readonly keep: Keep }
  /** So many, the newest ones. */
  | { readonly range?: string; readonly newest: number }
  /** So many, as far from each other as can be, both ends among them. */
  | { readonly range?: string; readonly spread: number }

export const KEEPS = ['all', 'newest', 'newest-per-minor', 'newest-per-major', 'adaptive'] as const
/**
 * `newest`: one version; `newest-per-minor`: the newest patch of every minor; likewise per major; `adaptive`: the ends and
 * where release lines begin and end, and between two of them that differ, as many as it takes to find out where.
 */
export type Keep = (typeof KEEPS)[number]

/** A selector as a person would write it. */
export const selectorText = (selector: Selector): string => {
  if (typeof selector === 'string') return selector
  const { range = 'all versions' } = selector
  if ('keep' in selector) return `${range} (${selector.keep})`
  return 'newest' in selector ? `${range} (newest ${selector.newest})` : `${range} (${selector.spread} spread)`
}

/**
 * Packages of the same registry that are installed in the same tree: an exact version, a range (its newest) or a tag each, or
 * one for each range of the SDK's own versions, of which the first that fits holds.
 */
export type Beside = Readonly<Record<string, string | Readonly<Record<string, string>>>>

/** What stands around an SDK wherever it is measured. */
export type Surroundings = {
  /**
   * What is installed beside it, at exact versions once planned. Whatever in the tree needs one gets it, also where it asks
   * for another. Default: none.
   */
  readonly with?: Beside
  /**
   * Hosts whose connections arrive at the gateway, at whichever port, over TLS or not: for what cannot be pointed elsewhere, or
   * forgets that it was. `*.` at the beginning stands for one label or more. Any other host is refused. Default: none.
   */
  readonly hosts?: readonly string[]
  /**
   * Ports of loopback that may be connected to besides the gateway: of a proxy that a program starts itself. Runs of such
   * programs take turns, since a port is one program's. Default: none.
   */
  readonly allowPorts?: readonly number[]
  /**
   * On what it is measured, where not on what is there; of another language than the SDK's own they say nothing. Each version
   * is measured on each. Default: none.
   */
  readonly runtimes?: readonly RuntimeWish[]
}

export type MatrixSdk = Sdk &
  Surroundings & {
    readonly versions: readonly Selector[]
    /** Versions that are otherwise left out (and named in the report). An exact version is always taken. */
    readonly include: readonly ('deprecated' | 'yanked' | 'prerelease')[]
    /**
     * Which dependencies an old version gets: those of its own release day (what ran in production then), or today's.
     * Default `release-day`.
     */
    readonly resolve: 'release-day' | 'today'
    /**
     * What its family names, where `with` says nothing of that package; there once planned. The family's calls need it: a
     * program of the user's own has its project's.
     */
    readonly familyWith?: Beside
    /**
     * When the last file of what is beside it was uploaded (ISO 8601), by name and version; known once planned, where the
     * index dates files.
     */
    readonly withDates?: Readonly<Record<string, string>>
    /** Which of its runtimes this is about; known once planned. Default: what is there. */
    readonly on?: AskedRuntime
    /** Commands of the user's own that use it. Default: none. */
    readonly programs?: readonly Program[]
    /**
     * Behind which gateways it is measured: ids, globs over them, and the user's own files, as in the matrix. Default: the
     * matrix's.
     */
    readonly gateways?: readonly string[]
  }

/** An SDK with what the command line says of all of them, which wins over its entry's own words. */
export const surrounded = (sdk: MatrixSdk, around: Surroundings = {}): MatrixSdk => {
  const beside = { ...sdk.with, ...around.with }
  const hosts = [...new Set([...(sdk.hosts ?? []), ...(around.hosts ?? [])])]
  const runtimes = nearerWishes(sdk.runtimes, around.runtimes)
  const ports = [...new Set([...(sdk.allowPorts ?? []), ...(around.allowPorts ?? [])])]
  return {
    ...sdk,
    ...(Object.keys(beside).length > 0 ? { with: beside } : {}),
    ...(hosts.length > 0 ? { hosts } : {}),
    ...(ports.length > 0 ? { allowPorts: ports } : {}),
    ...(runtimes ? { runtimes } : {}),
  }
}

/** An SDK that the matrix may not list, with all that is said of every SDK. */
export const placedIn = (sdk: MatrixSdk, { runtimes, around }: Pick<Matrix, 'runtimes' | 'around'>): MatrixSdk =>
  surrounded({ ...sdk, ...(runtimes && !sdk.runtimes ? { runtimes } : {}) }, around)

/** A change that was looked into. All given conditions must hold; `finding` alone is enough. */
export type Acceptance = {
  /** A finding's id, from a report. */
  readonly finding?: string
  /** A finding's `key`: the same change, whichever release it is met at. */
  readonly key?: string
  readonly sdk?: string
  /** Versions or ranges of the step's ends. */
  readonly from?: string
  readonly to?: string
  /** The finding's `cause`, as the report prints it; `*` matches any run of characters. */
  readonly cause?: string
  readonly reason: string
  /** Who answers for it: a person or a team, in the user's own words. */
  readonly owner?: string
  /** A public address that tells more. */
  readonly issue?: string
  /** Last day (YYYY-MM-DD, UTC) on which it holds. */
  readonly until?: string
}

/** Where results of several machines lie, and whose are believed. */
export type SharedPlace = {
  /** An address as `--store` takes it. */
  readonly address: string
  /** Public keys. Default: none besides those of the environment. */
  readonly trust?: readonly string[]
}

/** `matrix.json`, parsed and validated. */
export type Matrix = {
  /** The file it came from, or null for the built-in list. */
  readonly file: string | null
  readonly sdks: readonly MatrixSdk[]
  /** Runtimes of every SDK whose entry names none of its language. Default: none. */
  readonly runtimes?: readonly RuntimeWish[]
  /** What the command line says of every SDK, also of one that is named by its package. */
  readonly around?: Surroundings
  /** The user's own families: paths of files (seen from the file's folder), or packages. */
  readonly families: readonly string[]
  /** Ids, globs over ids, or paths of scenario files (absolute after parsing). */
  readonly scenarios: readonly string[]
  /** Ids, globs over ids, or paths of the user's own gateway files (absolute after parsing). */
  readonly gateways: readonly string[]
  /** What gateways are set to, whatever the family says. Default: nothing. */
  readonly gatewaySettings?: GatewaySettings
  /** Credentials of the user's own, minted for each run beside the usual ones. Default: none. */
  readonly credentials?: CredentialShapes
  readonly accepted: readonly Acceptance[]
  /** What some changes weigh, against the rules: of several that speak of a change the first. Default: none. */
  readonly severities: readonly SeverityOverride[]
  /** Results that several machines share. Default: none. */
  readonly store?: SharedPlace
  /** Default `breaking`. */
  readonly failOn: Bar
  /** How long one scenario may take before its driver is killed, in milliseconds. Default 30 000. */
  readonly timeoutMs: number
}
