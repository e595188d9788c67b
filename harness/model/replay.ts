import type { WireExchange } from './report.ts'
import type { Registry } from './sdk.ts'

export type WireRequest = WireExchange['request']

/** What is known of one scenario at one version in front of a gateway, from a request that was kept. */
export type Standing =
  | {
      readonly kind: 'let-in' | 'refused'
      readonly status: number /** Which rule of the gateway spoke. */
      readonly by: string
    }
  /** The request was asked about, and the gateway cannot tell; or it could not be made whole again. */
  | { readonly kind: 'cannot-tell'; readonly why: string }
  /** There is a result and no request in it: the SDK has no words for it, crashed, or sent nothing. */
  | { readonly kind: 'no-request'; readonly why: string }
  | { readonly kind: 'not-tried' }

export type Told = Extract<Standing, { kind: 'let-in' | 'refused' }>

/** Versions next to each other of those that were kept, for which the same holds. */
export type Stretch = {
  readonly from: string
  readonly to: string
  readonly versions: number
  readonly standing: Standing
}

/** Where the answer is another than at the version before. */
export type ReplayStep = {
  readonly from: string
  readonly to: string
  readonly before: Told
  readonly after: Told
  readonly scenarios: readonly string[]
  /** Of the first of these scenarios, with credentials as their roles. */
  readonly requests: { readonly before: WireRequest; readonly after: WireRequest }
}

/** One gateway asked about everything that was kept of one SDK. */
export type Replayed = {
  /** As it was named. */
  readonly gateway: string
  readonly scenarios: readonly { readonly scenario: string; readonly stretches: readonly Stretch[] }[]
  readonly steps: readonly ReplayStep[]
}

/** One way of handing over a credential, and the versions that pass with it. */
export type Way = {
  readonly gateway: string
  /** In the SDK's own spelling. */
  readonly way: string
  readonly scenarios: readonly string[]
  /** Every scenario of it that could be told was let in. */
  readonly passes: readonly Range[]
  /** Some were let in, some refused. */
  readonly mixed: readonly Range[]
  readonly refused: readonly Range[]
  /** Of how many kept versions something could be told. */
  readonly of: number
}
export type Range = { readonly from: string; readonly to: string; readonly versions: number }

/** One scenario at the version in use, before and after a change of the gateway. */
export type Beside = {
  readonly scenario: string
  readonly change: 'locked-out' | 'let-in-anew' | 'other-rule' | 'same' | 'cannot-tell'
  readonly before: Standing
  readonly after: Standing
  /** What was asked about; absent: there is none. */
  readonly request?: WireRequest
}

export type SdkReplayed = {
  readonly sdk: string
  readonly registry: Registry
  readonly package: string
  /** Versions with kept results, oldest first. */
  readonly versions: readonly string[]
  /** Published versions that were asked for and have none, oldest first; null: nobody knows what is published. */
  readonly withoutResults: readonly string[] | null
  readonly gateways: readonly Replayed[]
  readonly ways: readonly Way[]
  /** With two gateways. */
  readonly beside?: {
    readonly version: string
    /** `lockfile`: the project has it installed; `newest`: the newest of those kept. */
    readonly why: 'lockfile' | 'newest'
    readonly scenarios: readonly Beside[]
  }
}

/** What the gateways say about requests that earlier runs recorded. Nothing was sent. */
export type Replay = {
  readonly how: 'replayed, not observed'
  /** `store`, or the report's file. */
  readonly source: string
  readonly gateways: readonly { readonly name: string; readonly title: string }[]
  readonly sdks: readonly SdkReplayed[]
  readonly counts: {
    /** First requests that were asked about, over all gateways. */
    readonly asked: number
    /** Requests of these exchanges that came after an answer. */
    readonly laterRequests: number
    readonly notTried: number
    readonly noRequest: number
    readonly cannotTell: number
    /** Kept for another form of a scenario or program than there is now. */
    readonly outdated: number
    /** Kept for what is no scenario or program that was asked for. */
    readonly others: number
  }
  readonly notes: readonly string[]
}
