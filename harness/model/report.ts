import type { BodyCoding } from './body-coding.ts'
import type { Inferred, Outcome, Outcomes, Overlooked } from './capture.ts'
import type { ShownCertificate } from './certificate.ts'
import type { CHANGE_KINDS } from './change-kind.ts'
import type { Dependencies } from './installed.ts'
import type { Reach } from './reach.ts'
import type { ReleaseLine, StepLine } from './release-line.ts'
import type { Severity } from './severity.ts'
import type { Overridden } from './severity-override.ts'
import type { Timings } from './timings.ts'
import type { Walls } from './walls.ts'

/** Raised when a reader of `report.json` must look again. */
export const SCHEMA_VERSION = 1

/** A measured scenario after normalising: credentials are roles, chance is neutralised. */
export type Wire = Outcomes & { readonly exchanges: readonly WireExchange[] }

export type WireExchange = {
  readonly request: {
    readonly method: string
    /** `http://gateway/…` (`https:` over TLS), `http://other-origin/…`, `http://other-port/…`, or a host that leads to the gateway (`https://api.acme.com/…`); query included. */
    readonly url: string
    /** In wire order, case and repeats kept. */
    readonly headers: readonly (readonly [name: string, value: string])[]
    /** JSON as parsed, else text, else `{ bytes, sha256 }`; null when empty. */
    readonly body: unknown
    /** How its JSON is written, where that is not as short as can be: `with spaces`, `with escapes`. */
    readonly written?: string
    /** The body stands as it was before content codings were put over it, or why it does not; absent: it was sent in none. */
    readonly coding?: WireCoding
    /** Through the harness's forward proxy. */
    readonly via?: 'proxy'
    /** The client certificate that its connection showed. */
    readonly certificate?: ShownCertificate
    /** To a host that the scenario itself names, as one that hands out tokens. */
    readonly isMeant?: true
    /** To an address that the scenario names without TLS: that there is some is the client's own doing. */
    readonly addsTls?: true
  }
  readonly response: { readonly status: number; readonly by: string }
  /** Where time is virtual: how long the client waited before this request (`600 s as asked`); absent: not at all. */
  readonly waited?: string
  /** Where time is virtual and no answer came: how long the client waited for one (`600 s`). */
  readonly gaveUpAfter?: string
}

/** What became of the codings in which a body was sent: their names, in the order in which they were put over it. */
export type WireCoding = { readonly undone: string } | Extract<BodyCoding, { left: string }>

export type ScenarioResult = { readonly id: string; readonly gateway: string } & (
  | ({
      readonly status: 'measured'
      readonly inferred?: Inferred
      /** Requests that came when the scenario had ended, and were not compared; absent: none. */
      readonly late?: number
      /** A program's that was let in at no version and behind no gateway; absent: it was somewhere, or is no program's. */
      readonly neverLetIn?: true
    } & Wire)
  | {
      readonly status: 'unsupported'
      readonly inferred?: Inferred
      readonly reason: string
      /** A program said so itself (exit code 78); absent: the SDK has no words for it. */
      readonly saidBy?: 'program'
    }
  | { readonly status: 'timeout' | 'crashed'; readonly reason: string }
  | Overlooked
)

/** Does it follow from what was observed behind another gateway? */
export const isInferred = (result: ScenarioResult): boolean => 'inferred' in result

export type RunResult = {
  readonly sdk: string
  readonly version: string
  /** `node 24.21.0`, `python 3.11.7`. */
  readonly runtime: string
  /** The runtime that was asked for, as it was asked for: `node 24`; absent when none was. */
  readonly on?: string
  /** The registry's word, or null. */
  readonly publishedAt: string | null
  /** Why that word is not to be believed (its registry's dates do not follow the versions); absent where it is. */
  readonly misdated?: string
  readonly dependencies: Dependencies
  /** Why these are not those of its release day, though they were asked for; absent where they are, or were not. */
  readonly notOfReleaseDay?: string
  /** Packages that were pinned beside the SDK, in the same tree: name → exact version; absent when none were. */
  readonly with?: Dependencies
  /** What a reader must know of how it was measured, in sentences; absent: nothing. */
  readonly remarks?: readonly string[]
  /** Files, processes and signals beyond what it may that it tried, in whichever scenario or at its import; absent: none. */
  readonly reached?: readonly Reach[]
  /** Its release line; absent where each version of its SDK follows the one before it. */
  readonly line?: ReleaseLine
  readonly scenarios: readonly ScenarioResult[]
} & (
  | { readonly status: 'measured' }
  | {
      readonly status: 'not-measured'
      readonly reason: string
      /** This tool itself failed: it says nothing about the version. */
      readonly ours?: true
    }
)

/** A result with something on the wire to compare. */
export type MeasuredResult = Extract<ScenarioResult, { status: 'measured' }>

/** A header field's values; empty = absent. */
export type Values = readonly string[]
/** One field that carried a credential. */
/** `host`: to which it went, where that is one with a name. */
export type FieldAt = { readonly name: string; readonly value: string; readonly host?: string }

/** A request in short: what a change says of one that only one side sends. */
export type RequestSent = {
  readonly method: string
  /** With its query. */
  readonly url: string
  /** The credentials it carries: header field (or `query`) and value. */
  readonly credentials: readonly FieldAt[]
}

type ChangeOf<K extends (typeof CHANGE_KINDS)[number], V> = {
  readonly kind: K
  /**
   * Field name (lower case) for the header kinds, role label for the credential kinds, else a word for what changed:
   * of one call among several its number, `call 2`.
   */
  readonly name: string
  /**
   * Number of the request, from 0, on the newer side (on the older one for what only that side sends); 0 for what concerns
   * the scenario as a whole.
   */
  readonly request: number
  readonly before: V
  readonly after: V
}

/** One difference, before any judgement. */
export type Difference =
  | ChangeOf<'header-added' | 'header-removed' | 'header-changed' | 'header-order' | 'header-case', Values>
  | ChangeOf<'credential-moved', FieldAt>
  /** Handed to another origin than the user named; or no longer. */
  | ChangeOf<'credential-leaked' | 'credential-withheld', FieldAt | null>
  /** Sent by one side alone. */
  | ChangeOf<'request-added' | 'request-removed', RequestSent | null>
  | ChangeOf<'method' | 'origin' | 'path' | 'query', string>
  /** Which client certificate the connection shows; `none`. */
  | ChangeOf<'certificate', string>
  | ChangeOf<'body', unknown>
  /** The same JSON or form, written otherwise; of `coding`, sent in other content codings, whatever it says. */
  | ChangeOf<'body-form', string>
  /** How long a client waits: `wait` before the request, `time-out` for its answer. */
  | ChangeOf<'wait', string>
  | ChangeOf<'request-count', number>
  | ChangeOf<'outcome' | 'error', Outcome>
  /** Tried beyond what it may, by the newer side alone; `name` says it in words. */
  | ChangeOf<'reach', Reach | null>

export type Change = Difference & {
  readonly severity: Severity
  /** Where `matrix.json` says otherwise than the rules; absent: the severity is the rules'. */
  readonly overridden?: Overridden
}

/** Is it about what a version tried beyond what it may, and so of no scenario's? */
export const isReach = ({ kind }: Pick<Difference, 'kind'>): boolean => kind === 'reach'

/** Another way to hand over the same credentials that was observed to pass at the new version behind the same gateway. */
export type Remedy = {
  readonly scenario: string
  /** In the SDK's own spelling. */
  readonly spelling: string
  readonly passes: {
    readonly from: boolean
    readonly to: boolean /** At the newest version measured in this run. */
    readonly newest: boolean
  }
}

/** On what a step was seen, where runtimes were asked for. They are named as that was done: `node 22`. */
export type StepOn =
  /** A step of versions, on each of `runtimes`; it was compared on those of `notOn` too, and this did not show there. */
  | { readonly kind: 'within'; readonly runtimes: readonly string[]; readonly notOn: readonly string[] }
  /** A step of runtimes, at each of `versions`; `from` and `to` of what it is about are the newest of these. */
  | { readonly kind: 'between'; readonly from: string; readonly to: string; readonly versions: readonly string[] }

/** An answer of the gateway's that a scenario ended with: by which rule, and to what request. */
export type Decision = { readonly status: number; readonly by: string; readonly request: RequestSent }

/** Null on a side that did not end with an answer of the gateway's. */
export type Decided = { readonly before: Decision | null; readonly after: Decision | null }

/** One scenario behind one gateway that differs between two versions, or between two runtimes at one version. */
export type Drift = {
  readonly id: string
  readonly sdk: string
  readonly scenario: string
  readonly gateway: string
  readonly from: string
  readonly to: string
  /** Absent when no runtime was asked for. */
  readonly on?: StepOn
  /** Of which release line the step is; absent where the SDK's versions form one. */
  readonly line?: StepLine
  /** Versions (or runtimes) between that could not be measured and were stepped over. */
  readonly steppedOver: readonly string[]
  readonly severity: Severity
  readonly accepted: Accepted | null
  /** Id of its finding. */
  readonly finding: string
  /** One sentence that names both sides. */
  readonly summary: string
  readonly changes: readonly Change[]
  /** Where the call ended otherwise; absent elsewhere, and in reports of older versions. */
  readonly decided?: Decided
  readonly remedies: readonly Remedy[]
}

/** It stood in an earlier report already, whether somebody accepted it or not. */
export type Known = {
  /** When the first of the reports in a row that had it was started (ISO 8601). */
  readonly since: string
  /** The newer end of its step in the report before this one: another than now, when a release took that one's place. */
  readonly at: string
}

export type Accepted = {
  readonly reason: string
  /** Who answers for it. */
  readonly owner?: string
  readonly issue?: string
  /** Last day (YYYY-MM-DD, UTC) on which it holds. */
  readonly until?: string
}

/** One cause, told once: all drifts of one SDK and one step with the same change signature. */
export type Finding = {
  /** Unique in a report: SDK, newer end, changes. */
  readonly id: string
  /** SDK and changes alone, without a version: the same from release to release. Absent in reports of older versions. */
  readonly key?: string
  readonly sdk: string
  readonly from: string
  readonly to: string
  /** Absent when no runtime was asked for. */
  readonly on?: StepOn
  /** Of which release line the step is; absent where the SDK's versions form one. */
  readonly line?: StepLine
  readonly severity: Severity
  readonly accepted: Accepted | null
  /** With `matrix --new-only`, when it is not new; absent else. */
  readonly known?: Known
  /** The signature as a short word for `accepted` in matrix.json: `header-removed authorization`. */
  readonly cause: string
  readonly title: string
  /** The changes that make the signature. */
  readonly changes: readonly Change[]
  /** Scenario ids, each once. */
  readonly scenarios: readonly string[]
  /** Drift ids. */
  readonly drifts: readonly string[]
  readonly remedies: readonly Remedy[]
  /** How many other ways to hand over the same credentials were measured; absent in reports of older versions. */
  readonly otherWays?: number
  /** Dependencies whose version differs between the two ends, for "was it the SDK or a dependency?". */
  readonly dependencyChanges: readonly {
    readonly name: string
    readonly before: string | null
    readonly after: string | null
  }[]
}

/** By what a finding is recognised from night to night; of a report without keys only the id is left. */
export const keyOf = ({ key, id }: Pick<Finding, 'key' | 'id'>): string => key ?? id

/** Versions between two that were tried, of which nothing is known. */
export type NotLookedAt = {
  readonly sdk: string
  readonly from: string
  readonly to: string
  /** Do the two do the same, but for telemetry and cosmetics? */
  readonly alike: boolean
  /** Neither of the two could be measured. */
  readonly neither?: true
  /** Oldest first, never empty. */
  readonly versions: readonly string[]
}

export type Report = {
  readonly schemaVersion: typeof SCHEMA_VERSION
  readonly tool: { readonly name: 'sdkdrift'; readonly version: string }
  /** Which run wrote it: a random UUID. Absent in reports of older versions, and where no file was written. */
  readonly run?: string
  /** ISO 8601. */
  readonly startedAt: string
  readonly finishedAt: string
  readonly failOn: string
  readonly runs: readonly RunResult[]
  readonly findings: readonly Finding[]
  readonly drifts: readonly Drift[]
  /** Versions a selector would take but for being deprecated, yanked, a pre-release, or without a wheel. */
  readonly leftOut: readonly { readonly sdk: string; readonly version: string; readonly why: string }[]
  /** Versions that were passed over because those on both sides of them are alike, or a search was ended; absent: none. */
  readonly notLookedAt?: readonly NotLookedAt[]
  /** What the kernel kept the SDKs from as they ran (`holds`), and why no more; absent where every result was kept. */
  readonly walls?: Walls
  /** Remarks of the run: offline, acceptances that expired or match nothing. */
  readonly notes: readonly string[]
  /** With --noise-check: every field that differed between two runs of the same version. */
  readonly noise?: readonly {
    readonly sdk: string
    readonly version: string
    readonly on?: string
    readonly scenario: string
    readonly gateway: string
    readonly field: string
    readonly values: readonly [string, string]
  }[]
  /** With --timings, in what is printed; never in the file, which is written before the run has ended. */
  readonly timings?: Timings
}
