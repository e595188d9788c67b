import type { PolicyElement, Section } from '../../../model/policy-document.ts'
import type { Spot } from '../../../model/spot.ts'
import type { GatewayContext } from '../gateway.ts'
import type { GatewayExchange, ResponseMessage } from './exchange.ts'

/** What of a policy is done here. */
export type Standing =
  | { readonly kind: 'enforced' }
  /** Something stands in for what is not here. */
  | { readonly kind: 'adapted'; readonly why: string }
  /** It cannot decide about a request (telemetry), and is passed over. */
  | { readonly kind: 'passed-over'; readonly why: string }
  /** It can, and nobody here knows how: the document is refused. */
  | { readonly kind: 'not-supported'; readonly why: string }

/** What is wrong with an element, or what it has that is not known here. */
export type PolicyFault = { readonly spot: Spot; readonly what: string; readonly hint?: string }

/** One policy's run over one exchange. */
export type Step = (exchange: GatewayExchange) => Flow | Promise<Flow>

export type Flow =
  | { readonly kind: 'next' }
  /** The answer is given, nothing else of the document is asked (`return-response`, `mock-response`, a preflight of `cors`). */
  | { readonly kind: 'answer'; readonly response: ResponseMessage; readonly by: string }

/** One kind of policy: a file each under `policies/`. */
export type PolicyKind = {
  readonly name: string
  /** Where it may stand. */
  readonly sections: readonly Section[]
  /** The vendor's page on it. */
  readonly source: string
  /** Of one element as it stands: it may be enforced but for an attribute. */
  readonly standing: (element: PolicyElement) => Standing
  /** All that is wrong with the element itself; its children that are policies are looked at by whoever calls. */
  readonly faults: (element: PolicyElement) => readonly PolicyFault[]
  /** The children that are policies again (`choose/when/*`, `retry/*`); default none. */
  readonly inner?: (element: PolicyElement) => readonly PolicyElement[]
  /** Made once for a run, whatever it counts or keeps belongs to `tools`. */
  readonly compile: (element: PolicyElement, tools: Tools) => Step
}

export type Tools = {
  /** This run's credentials, and who signs its tokens. */
  readonly context: GatewayContext
  /** Steps of inner policies, in order. */
  readonly compileAll: (elements: readonly PolicyElement[]) => Step
  /** Kept from request to request: counters of rates and quotas, cached values, by the policy's own key. */
  readonly memory: Map<string, unknown>
  /** Asks the backend, as `forward-request` does. */
  readonly forward: (exchange: GatewayExchange) => Promise<ResponseMessage>
  /** Answers what a policy itself asks elsewhere (`send-request`): by the stubs of the settings; null: none fits. */
  readonly ask: (request: {
    readonly method: string
    readonly url: string
    readonly fields: readonly (readonly [string, string])[]
    readonly body: Uint8Array | null
  }) => ResponseMessage | null
}

/** A policy's own error: what follows is `on-error`, and where that says nothing, this answer. */
export class PolicyError extends Error {
  readonly element: PolicyElement
  /** `context.LastError.Reason`: `TokenNotPresent`. */
  readonly reason: string
  readonly status: number
  readonly fields: Readonly<Record<string, string>>
  /** The message of the answer that follows where `on-error` says nothing: what the document or the vendor has for it. Default: `message`. */
  readonly told: string
  /** In a few words what failed, for the answer's rule: `no Authorization field`. Default: `message`. */
  readonly why: string
  /** An answer that is there already, and stands where `on-error` says nothing: the backend's own, when that is the error. */
  readonly answer: ResponseMessage | null

  constructor(
    element: PolicyElement,
    facts: {
      /** `context.LastError.Message` is `message`. */
      reason: string
      message: string
      status: number
      fields?: Readonly<Record<string, string>>
      told?: string
      why?: string
      answer?: ResponseMessage
    },
  ) {
    super(facts.message)
    this.name = 'PolicyError'
    this.element = element
    this.reason = facts.reason
    this.status = facts.status
    this.fields = facts.fields ?? {}
    this.told = facts.told ?? facts.message
    this.why = facts.why ?? facts.message
    this.answer = facts.answer ?? null
  }
}

/** What the document says there cannot be told here: never taken for a yes. */
export class CannotTell extends Error {
  readonly spot: Spot

  constructor(spot: Spot, what: string) {
    super(what)
    this.name = 'CannotTell'
    this.spot = spot
  }
}
