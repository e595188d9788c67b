/** A credential of the run that stood in a request. */
export type CarriedCredential = {
  /** `header api-key`, `query subscription-key`, `body`. */
  readonly at: string
  readonly role: string
}

/** One request to `sdkdrift gateway`, as it is told. Credentials stand in it by role. */
export type ServedRequest = {
  readonly method: string
  /** Path and query, credentials of the run by role. */
  readonly target: string
  readonly credentials: readonly CarriedCredential[]
  readonly status: number
  /** The rule that answered. */
  readonly by: string
  /** Of a policy document: every policy that looked at it, in order. */
  readonly trace: readonly { readonly at: string; readonly policy: string; readonly did: string }[]
}

/** What is served. */
export type Serving = {
  readonly gateway: string
  readonly title: string
  readonly url: string
  /** Good in this run alone, by role. */
  readonly credentials: Readonly<Record<string, string>>
}

/** What `gateway --json` prints, line by line: first what is served, then each request, at the end their count. */
export type GatewayLine =
  | ({ readonly kind: 'serving' } & Serving)
  | ({ readonly kind: 'request' } & ServedRequest)
  | { readonly kind: 'ended'; readonly requests: number }
