import type { Role } from './role.ts'

/** Intent: which of the client's credential options is used. Each family spells it. */
export type CredentialSlots = {
  /** The option that takes the API key; with `callable` it is given as a function. */
  readonly apiKey?: Role | { readonly callable: Role }
  /** The option that takes a bearer token as text. */
  readonly token?: Role
  /** The option that takes a function which hands out another token at each call. */
  readonly tokenProvider?: Role
}

/**
 * A field's value: text, a credential by its role (behind `Bearer ` when the scheme says so), or null for "send none
 * of this name".
 */
export type FieldValue = string | { readonly credential: Role; readonly scheme?: 'Bearer' } | null
export type Fields = Readonly<Record<string, FieldValue>>

/** Client options by intent. */
export type ClientOptions = {
  readonly credentials?: CredentialSlots
  /** Default header fields, sent with every request. */
  readonly headers?: Fields
  /** Default query parameters. */
  readonly query?: Readonly<Record<string, string>>
  readonly organization?: string
  readonly project?: string
  /** Azure: the `api-version`. */
  readonly apiVersion?: string
  /** Azure: the deployment, when the client and not the call names it. */
  readonly deployment?: string
  readonly maxRetries?: number
  /** Milliseconds. */
  readonly timeoutMs?: number
}

export type ClientIntent = ClientOptions & {
  /**
   * Which of the SDK's clients: one that a family names. `vendor` is the plain one; `azure`, say, that for Azure OpenAI,
   * `foundry` that for Microsoft Foundry.
   */
  readonly kind: string
  /**
   * How the client learns the gateway's address: as its base URL, as its (Azure, Foundry) endpoint, or from the
   * environment variable that the SDK documents for it.
   */
  readonly address: 'base-url' | 'endpoint' | 'environment'
}

/** What stands in the environment when the client is made, by intent; `variables` for anything else, verbatim. */
export type EnvironmentIntent = {
  readonly apiKey?: Role
  readonly token?: Role
  readonly organization?: string
  readonly project?: string
  readonly apiVersion?: string
  readonly variables?: Readonly<Record<string, string>>
}

export type CallIntent = {
  /**
   * Which API is called: one that a family names. `chat` and `chat-stream` are a conversation by whatever API the vendor
   * has for it; the others are that very API.
   */
  readonly api: string
  /** Header fields of this request alone. */
  readonly headers?: Fields
  readonly query?: Readonly<Record<string, string>>
  /** Made on a copy of the client (`withOptions`, `with_options`) with these options changed. */
  readonly copy?: ClientOptions
  /** How often the call is made; default 1. */
  readonly times?: number
}

/** What the gateway answers to the first requests of a scenario, before its own rules apply. */
export type Interlude =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** 307 to the same path at another origin (a second loopback port). */
  | { readonly redirect: 'other-origin'; readonly status?: number }

/** What scenarios can ask for because some family has words for it. */
export type ScenarioNames = {
  /** Kinds of clients. */
  readonly clients: readonly string[]
  readonly apis: readonly string[]
}

/** What a user intends, never an SDK's spelling: the same for all versions and both languages. */
export type Scenario = {
  readonly id: string
  /** One sentence. */
  readonly title: string
  readonly client: ClientIntent
  readonly environment?: EnvironmentIntent
  readonly calls: readonly CallIntent[]
  /**
   * The families of SDKs it is for: those whose product it names, or that say the same by another scenario. Default:
   * all; one that has no words for it is reported as unsupported.
   */
  readonly families?: readonly string[]
  /** Gateways it makes sense behind: ids, globs over ids, or `vendor` for the own API of the SDK's vendor. */
  readonly behind: readonly string[]
  readonly first?: readonly Interlude[]
  /** The file it came from, for errors and the report. */
  readonly file: string
}
