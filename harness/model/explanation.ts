import type { Outcome } from './capture.ts'
import type { Accepted, Finding, Remedy, StepOn } from './report.ts'
import type { Language } from './runtime.ts'
import type { Severity } from './severity.ts'

/** The answer of `explain`, as `--json` prints it. */
export type Explanation = {
  /** What was asked about, credentials taken out. */
  readonly text: string
  /** What was looked through: the last report, or a measurement made for it. */
  readonly source: 'report' | 'measured'
  /** The versions that were searched, one entry for each SDK and choice of dependencies. */
  readonly searched: readonly Searched[]
  /** Which SDKs it can come from, the likeliest first: those of the project, then by how close the texts are. */
  readonly sdks: readonly PossibleSdk[]
  /** Where the text was observed, by SDK in that order. Empty: nowhere. */
  readonly seen: readonly Sighting[]
  /** The changes that brought it, by SDK in that order, then worst first. Empty though it was seen: none did. */
  readonly causes: readonly ExplainedCause[]
  /** Versions that cannot be used at all, or not as a scenario wants, because of this error. */
  readonly refused: readonly Refusal[]
  /** How the SDK is given what the text names by the SDK's own words. */
  readonly ways: readonly GivenBy[]
  /** What the text says of itself in the words of a language's runtime; null: it is no such sentence. */
  readonly about: About | null
  /** A name that the text says is not there, by SDK and version. Empty: it says no such thing of an SDK. */
  readonly names: readonly NameFound[]
  /** Where dependencies took a large step, when the text is about an argument and was seen nowhere. */
  readonly dependencySteps: readonly DependencyStep[]
}

export type About =
  /** A module does not export a name. */
  | { readonly kind: 'name'; readonly language: Language; readonly module: string; readonly name: string }
  /** A function was given a keyword that it does not take. */
  | { readonly kind: 'keyword'; readonly callee: string; readonly name: string }

export type DependencyStep = {
  readonly sdk: string
  readonly from: string
  readonly to: string
  readonly changes: Finding['dependencyChanges']
}

/** That of the version's release, the day it was installed here (where dates do not follow the versions), or today. */
export type DependencyDay = 'release-day' | 'install-day' | 'today'

/** Which measured versions of an SDK were looked through. */
export type Searched = {
  readonly sdk: string
  /** Oldest and newest. */
  readonly from: string
  readonly to: string
  readonly versions: number
  /** So many of them could not be used: of these only the reason was searched. */
  readonly unusable: number
  /** Which day's dependencies each version had. */
  readonly resolve: DependencyDay
}

export type PossibleSdk = {
  readonly sdk: string
  /** The project in the current folder uses it. */
  readonly inProject: boolean
  /** Words in a row that are the same. */
  readonly words: number
}

/** One SDK, scenario and gateway, with the measured versions that end in this error. */
export type Sighting = {
  readonly sdk: string
  readonly scenario: string
  readonly gateway: string
  /** As measured, oldest first. */
  readonly versions: readonly string[]
  /** The oldest version that was measured at all has it. */
  readonly fromTheStart: boolean
  readonly outcome: Extract<Outcome, { kind: 'error' }>
}

/** One finding that turned another answer into this one. */
export type ExplainedCause = {
  /** The finding's id. */
  readonly finding: string
  readonly sdk: string
  readonly from: string
  /** The version that brought it. */
  readonly to: string
  /** Absent when no runtime was asked for. */
  readonly on?: StepOn
  readonly severity: Severity
  readonly title: string
  readonly accepted: Accepted | null
  readonly before: Outcome
  readonly after: Outcome
  readonly scenarios: readonly string[]
  readonly gateways: readonly string[]
  /** The gateways' rules that refuse; absent: none does, or nobody knows which. */
  readonly refusedBy?: readonly string[]
  /** The first measured version after `to` at which none of these scenarios ends so; null: still there at the newest. */
  readonly goneAt: string | null
  /** The newest version of the SDK that was measured. */
  readonly newest: string | null
  readonly remedies: readonly Remedy[]
  readonly dependencyChanges: Finding['dependencyChanges']
}

/** Versions that end in this error before a scenario could say anything. */
export type Refusal = {
  readonly sdk: string
  /** Oldest first. */
  readonly versions: readonly string[]
  readonly reason: string
  /** With which dependencies. */
  readonly resolve: DependencyDay
  /** What differs in the dependencies from the same version with those of its release day, or from a neighbour that works. */
  readonly dependencyChanges: Finding['dependencyChanges']
  /** The version that `dependencyChanges` are seen from; null: there is none that works. */
  readonly comparedWith: string | null
  /** The first version after them that works with such dependencies; null: none was measured. */
  readonly goneAt: string | null
}

/** One thing that a client is given, by option or environment variable. */
export type GivenBy = {
  readonly sdk: string
  /** The client's class. */
  readonly client: string
  /** `the API key`. */
  readonly what: string
  /** As it is written in the SDK's language: `api_key=`. */
  readonly options: readonly string[]
  readonly variables: readonly string[]
}

/** Where an exported name is, version by version. */
export type NameFound = {
  readonly sdk: string
  readonly module: string
  readonly name: string
  /** Those that were looked at, oldest first. */
  readonly versions: readonly { readonly version: string; readonly state: 'there' | 'missing' | 'unknown' }[]
}
