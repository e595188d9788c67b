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
