import type { Section } from '../../../model/policy-document.ts'
import type { PolicySettings } from '../../../model/policy-settings.ts'
import type { Spot } from '../../../model/spot.ts'
import type { Value } from './value.ts'

/** Header fields as a policy sees them: names compare without case, the order and the first spelling are kept. */
export type Fields = Map<string, { readonly name: string; readonly values: readonly string[] }>

export type RequestMessage = {
  method: string
  /** As the policies see it by now; the address that was called is `called`. */
  url: URL
  fields: Fields
  body: Uint8Array | null
}

export type ResponseMessage = {
  status: number
  reason: string
  fields: Fields
  body: Uint8Array | null
  /** By whom it is, once `sayBy` was told. */
  by?: string
}

/** `context.LastError`. https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies */
export type LastError = {
  readonly source: string
  readonly reason: string
  readonly message: string
  readonly scope: string
  readonly section: Section
  readonly path: string
  readonly policyId: string
}

/** One policy that looked at a request, and what it did. */
export type Trace = { readonly spot: Spot; readonly policy: string; readonly did: string }

/** Everything that one request's way through the gateway is made of. Policies change it. */
export type GatewayExchange = {
  readonly called: { readonly method: string; readonly url: URL; readonly ipAddress: string }
  readonly settings: PolicySettings
  /** The operation that the request matched, and its template's parameters; null: none is declared. */
  operation: {
    readonly id: string
    readonly name: string
    readonly method: string
    readonly urlTemplate: string
  } | null
  matchedParameters: Readonly<Record<string, string>>
  /** The key that was good; null: none was asked for. */
  subscription: { readonly key: string } | null
  readonly request: RequestMessage
  /** There once the backend has answered, or a policy has made one. */
  response: ResponseMessage | null
  readonly variables: Map<string, Value>
  lastError: LastError | null
  section: Section
  /** What the backend is asked at, where `set-backend-service` named one. */
  backend: { readonly id: string | null; readonly url: string | null }
  /** What policies of inbound have left to do: once the backend has answered, and on whatever answer is given in the end. */
  readonly onceAnswered: ((response: ResponseMessage) => void)[]
  readonly onAnswer: ((response: ResponseMessage) => void)[]
  readonly traces: Trace[]
  /** Unique in the run, the same in each. */
  readonly id: string
  readonly now: () => Date
}
