/**
 * Where a gateway looks for a credential: as `Authorization: Bearer`, as user name or password of `Authorization: Basic`,
 * in a header field (behind a scheme of its own, or any of several, where they are named), or in a query parameter. Null: it
 * wants none.
 */
export type Wanted =
  | 'bearer'
  | 'basic'
  | { readonly header: string; readonly scheme?: string | readonly string[] }
  | { readonly query: string }
  | null

/** What a gateway says. A body that is text goes out as it is, anything else as JSON, none as none. */
export type Said = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** The body is text that holds bytes in Base64. */
  readonly base64?: true
}

/** What it says to requests of a method (none named: any) and a path, the query left aside. */
export type RuleAnswer = Said & {
  /** What reports call it: `answers[2]`. */
  readonly name: string
  readonly method?: string
  /** In a pattern `*` stands for any run of characters. */
  readonly path: { readonly pattern: string } | { readonly exact: string }
  /** Only to the n-th request of a scenario that was let in and fits, from 1. Default: to each. */
  readonly time?: number
}

/** A gateway as data. */
export type GatewayRules = {
  readonly wants: Wanted
  /** What is good there: any one of these. An Entra token is validated, any other compared. */
  readonly credential: readonly string[]
  /** What is said without it. Default: 401 with the challenge of the scheme. */
  readonly refusal?: Partial<Said>
  /** The first that fits; where none does, 200 and what a model answers at such a path, or an object that holds a little of everything. */
  readonly answers: readonly RuleAnswer[]
}
