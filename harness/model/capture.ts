import type { BodyCoding } from './body-coding.ts'
import type { BodyDigest } from './body-digest.ts'
import type { ShownCertificate } from './certificate.ts'

/** In the order of the wire, case and repeats kept (`rawHeaders`); a Fetch `Headers` would lose all three. */
export type RawHeader = readonly [name: string, value: string]

/** Bytes of a body that is told as text; a longer one is told by its digest, whatever it is. */
export const MAX_TEXT_BYTES = 64 * 1024

export type RawBody = {
  /** As they stood on the wire, codings and all. */
  readonly bytes: number
  /** Absent: it was sent in none. */
  readonly coding?: BodyCoding
} & (
  | /** UTF-8, up to 64 KiB, as long as its cell and its version keep texts. */ { readonly text: string }
  /** Longer or binary, or there were too many: its digest speaks for it. */
  | { readonly text: null; readonly sha256: string }
)

/** One request that really left the process, and what the gateway said. */
export type Exchange = {
  readonly method: string
  /** Which of the harness's listeners it reached. */
  readonly origin: 'gateway' | 'other-origin' | 'other-port'
  /** Over TLS, to one of those. */
  readonly secure?: true
  /** The scenario names that address without TLS: that there is some is the client's own doing. */
  readonly addsTls?: true
  /** Through the harness's forward proxy. */
  readonly via?: 'proxy'
  /** The client certificate that its connection showed in the handshake of TLS. */
  readonly certificate?: ShownCertificate
  /** Where it was meant for, when that is a host whose connections arrive at the gateway: `https://api.acme.com`. */
  readonly host?: string
  /** The scenario itself names that host: it is no stranger to it. */
  readonly isMeant?: true
  /** Path and query as they stood in the request line, without the cell's own prefix. */
  readonly target: string
  readonly headers: readonly RawHeader[]
  readonly body: RawBody
  /** Fields (in small letters) that carry a digest of the body, and which; absent: none does. */
  readonly digests?: Readonly<Record<string, BodyDigest>>
  readonly answered: { readonly status: number /** Which rule of the gateway spoke. */; readonly by: string }
  /** Where time is virtual: how long the client waited before this request, and was asked to by each field of the answer before. */
  readonly waited?: { readonly ms: number; readonly asked?: readonly AskedWait[] }
  /** Where time is virtual, and no answer came: after how long the client waited for it no longer. */
  readonly gaveUpAfterMs?: number
}

/** How long a client is told to wait before it asks again. */
export type AskedWait = {
  readonly ms: number
  /** Said as a date, in whole seconds of a clock that both sides read. */
  readonly byDate?: true
}

export type Outcome =
  | { readonly kind: 'response'; readonly status: number }
  | {
      readonly kind: 'error'
      readonly name: string
      readonly message: string
      readonly status?: number
      /** Said of a change: the gateway had let it in and answered so, and it failed by itself. */
      readonly answered?: number
    }
  | { readonly kind: 'egress'; readonly host: string; readonly port: number }

/** How a scenario ended. */
export type Outcomes = {
  /** As a whole: the first call that failed, else the last. */
  readonly outcome: Outcome
  /** Call by call, of a scenario that makes several. */
  readonly calls?: readonly Outcome[]
}

/**
 * It was not run behind this gateway: the SDK was observed behind another one (by its id), in the same scenario at the same
 * version. This gateway was asked for its answer to each of those requests, and the SDK would have read nothing else.
 */
export type Inferred = { readonly gateway: string }

/**
 * What arrived and was not looked at whole, so that nothing true can be said of its cell: more requests than are kept, or some
 * that were no HTTP.
 */
export type Overlooked = {
  readonly status: 'too-many-requests' | 'malformed-request'
  /** How many there were: all of them, or the malformed ones. */
  readonly requests: number
  readonly reason: string
}

/** Statuses of what was begun and could not be measured. */
export const LOST = ['timeout', 'crashed', 'too-many-requests', 'malformed-request'] as const
export type Lost = (typeof LOST)[number]

/** One scenario behind one gateway at one version, as it was observed, credentials and all. Never printed as it is. */
export type Capture = { readonly scenario: string; readonly gateway: string } & (
  | ({
      readonly status: 'measured'
      readonly inferred?: Inferred
      readonly exchanges: readonly Exchange[]
      /** Requests that came when the scenario had ended, and were not looked at; absent: none. */
      readonly late?: number
    } & Outcomes)
  | {
      readonly status: 'unsupported'
      readonly inferred?: Inferred
      readonly reason: string
      /** A program said so itself, of what it was asked for by name; absent: there are no words for it. */
      readonly saidBy?: 'program'
    }
  | { readonly status: 'timeout' | 'crashed'; readonly reason: string }
  | Overlooked
)

/**
 * The same without credentials: what stands for them is their role. It may be kept, and read by a later version of this tool.
 */
export type MaskedCapture = Capture & { readonly masked: true }

/** What was minted for this run: normalising replaces each value by its label. */
export type Minted = {
  /** `api-key`, `entra-token`, `entra-token#2`, … */
  readonly label: string
  readonly value: string
  /** The parts that were drawn by lot; absent: whoever must know has to tell by its form. */
  readonly drawn?: readonly Span[]
}

/** From one character of a text up to another, which is no part of it. */
export type Span = readonly [from: number, to: number]
