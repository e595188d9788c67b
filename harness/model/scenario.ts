import type { Certificate } from './certificate.ts'
import type { Role } from './role.ts'

/** What is given as text in a credential's place: a credential by its role, with text around it, or text that is none. */
export type CredentialText =
  | Role
  | { readonly credential: Role; readonly before?: string; readonly after?: string }
  | { readonly text: string }

/** What a function hands out in a credential's place: another one at each call. */
export type Provided =
  | Role
  | {
      readonly of: Role
      /** It throws: at each call, or at the first alone. */
      readonly fails?: 'always' | 'first'
      /** Milliseconds that it takes. */
      readonly slowMs?: number
    }
  /** Text that is no credential. */
  | { readonly text: string }

/** Intent: which of the client's credential options is used. Each family spells it. */
export type CredentialSlots = {
  /** The option that takes the API key; with `callable` it is given as a function. */
  readonly apiKey?: CredentialText | { readonly callable: Provided }
  /** The option that takes the key of an administrator. */
  readonly adminKey?: CredentialText
  /** The option that takes a bearer token as text. */
  readonly token?: CredentialText
  /** The option that takes a function which hands out another token at each call. */
  readonly tokenProvider?: Provided
  /** The option that takes an identity of Azure's own library: what asks the token endpoint is that library. */
  readonly identity?: 'client-secret'
  /**
   * The option by which a workload's own proof is exchanged for a token of the vendor's: a token of its own, or the
   * certificate that its connections show.
   */
  readonly workloadIdentity?: Provided | X509Identity
  /** What the connections show to whoever asks for a certificate. By itself: those of an HTTP client or agent of the program's own. */
  readonly certificate?: Certificate
}

/** Who holds the certificate of a workload: the transport that the program hands over, or a credential of the SDK's own making. */
export type X509Identity = { readonly x509: 'transport' | 'credential' }

/**
 * A field's value: text, a credential by its role (behind `Bearer ` when the scheme says so), null for "send none of this
 * name", `nothing` for what a program has not set (`undefined`), or several values.
 */
export type FieldValue =
  | string
  | { readonly credential: Role; readonly scheme?: 'Bearer' }
  | { readonly nothing: true }
  | readonly string[]
  | null
export type Fields = Readonly<Record<string, FieldValue>>

/**
 * How header fields are handed over. Default: as a plain object, a dictionary. `headers`: as the language's own class for them;
 * `map`: as its mapping that is no plain one (`Map`, `MappingProxyType`).
 */
export type FieldsAs = 'headers' | 'pairs' | 'map'

/** A value of a query: text, several, or an object. */
export type QueryValue = string | readonly QueryValue[] | { readonly [name: string]: QueryValue }
export type Query = Readonly<Record<string, QueryValue>>

/**
 * The HTTP client of one's own that an SDK is given: one that does nothing of its own; one that copies the header fields it
 * is handed, into the language's class for them or by spreading them; one that has its own authentication; one that goes through
 * the harness's forward proxy; one that has a fault of its own, once; one that has defaults of its own for all that is not said.
 */
export type OwnTransport =
  | 'plain'
  | 'copies-headers'
  | 'spreads-headers'
  | 'own-auth'
  | 'proxied'
  | 'fails-once'
  | 'own-defaults'

/** One that the SDK itself exports for that, also by way of aiohttp (PyPI); a plain one of the library of this name. */
export const NAMED_TRANSPORTS = ['of-sdk', 'of-sdk-aiohttp', 'httpx', 'httpx2'] as const
export type NamedTransport = (typeof NAMED_TRANSPORTS)[number]

export type Transport = OwnTransport | NamedTransport

export const isNamedTransport = (transport: Transport): transport is NamedTransport =>
  NAMED_TRANSPORTS.some((name) => name === transport)

/** Client options by intent. */
export type ClientOptions = {
  readonly credentials?: CredentialSlots
  /** Default header fields, sent with every request. */
  readonly headers?: Fields
  readonly headersAs?: FieldsAs
  /** Default query parameters. */
  readonly query?: Query
  readonly organization?: string
  readonly project?: string
  /** Azure: the `api-version`. */
  readonly apiVersion?: string
  /** Azure: the deployment, when the client and not the call names it. */
  readonly deployment?: string
  /** The vendor's region, by its name. */
  readonly dataResidency?: string
  /** Connections (WebSockets) alone are opened here: what stands behind the gateway's address, which is said as `ws:` or `wss:`. */
  readonly connectionsAt?: string
  readonly maxRetries?: number
  /** Milliseconds. */
  readonly timeoutMs?: number
  readonly transport?: Transport
  /**
   * npm: an agent of `node:http` of the program's own, which opens a connection for each request, or a tunnel through the
   * harness's forward proxy.
   */
  readonly agent?: 'connection-each' | 'proxied'
  /** What stands behind the gateway's address: `/`, `/my-api`, `?x=1`. A copy of a client is given the address anew. */
  readonly addressEnd?: string
}

/** What a copy changes. */
export type CopyOptions = ClientOptions & {
  /** The program keeps the copy alone: the client is let go before the call, and later calls are made by the copy. */
  readonly letsGo?: true
}

/** How a client learns an address. */
export type AddressedBy = 'base-url' | 'endpoint' | 'environment'

export type ClientIntent = ClientOptions & {
  /**
   * Which of the SDK's clients: one that a family names. `vendor` is the plain one; `azure`, say, that for Azure OpenAI,
   * `foundry` that for Microsoft Foundry.
   */
  readonly kind: string
  /**
   * How the client learns the gateway's address: as its base URL, as its (Azure, Foundry) endpoint, or from the
   * environment variable that the SDK documents for it; `default`: not at all, so that it asks the vendor's own host (which
   * leads here, where the scenario names it among its `hosts`).
   */
  readonly address: AddressedBy | 'default'
  /** The option for a base URL is handed over all the same, as what a program has not set (`undefined`), null, or empty text. */
  readonly addressSaid?: 'nothing' | 'null' | 'empty'
  /** A class of the program's own that extends the client: these fields are what it authenticates by. */
  readonly subclass?: Fields
  /** That class gives them later, as an `async` method does (npm). */
  readonly subclassLater?: true
}

/** What stands in the environment when the client is made, by intent; `variables` for anything else, verbatim. */
export type EnvironmentIntent = {
  readonly apiKey?: CredentialText
  readonly adminKey?: CredentialText
  readonly token?: CredentialText
  readonly organization?: string
  readonly project?: string
  readonly apiVersion?: string
  /** Header fields for every request. */
  readonly headers?: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, VariableValue>>
}

/** Text as it stands, or the address of the harness's own forward proxy, which notes what goes through it. */
export type VariableValue = string | { readonly proxy: true }

export type FileAs = 'bytes' | 'stream' | 'pipe' | 'path'

export type CallIntent = {
  /**
   * Which API is called: one that a family names. `chat` and `chat-stream` are a conversation by whatever API the vendor
   * has for it; the others are that very API.
   */
  readonly api: string
  /** What stands in the places that the API's words leave open: the model's name, the id of a thing, the path of a raw request. */
  readonly model?: string
  /** null, or `nothing` (`undefined`): what a program that has no id hands over all the same. */
  readonly id?: string | null | { readonly nothing: true }
  readonly path?: string | { readonly at: 'gateway' | 'other-origin'; readonly path: string }
  /** How a file is handed over, where one is. Default: as bytes. `pipe`: as a stream that cannot be read again; `path`: by its place on disk (PyPI: `os.PathLike`). */
  readonly file?: FileAs
  /** Members of the body beside those of the API's words. */
  readonly body?: Readonly<Record<string, unknown>>
  /** Header fields of this request alone. */
  readonly headers?: Fields
  readonly headersAs?: FieldsAs
  readonly query?: Query
  /** Of this request alone; milliseconds. */
  readonly timeoutMs?: number
  readonly maxRetries?: number
  readonly followRedirects?: boolean
  readonly idempotencyKey?: string
  /** Through the SDK's helper that gives the answer as it came, whole or to be read bit by bit. */
  readonly helper?: 'raw-response' | 'streaming-response'
  /** Made on a copy of the client (`withOptions`, `with_options`) with these options changed. */
  readonly copy?: CopyOptions
  /** Set on the client itself, after it was made and before this call. */
  readonly set?: Pick<ClientOptions, 'credentials' | 'addressEnd' | 'maxRetries' | 'timeoutMs'>
  /** Made by the scenario's second client. */
  readonly by?: 'second'
  /** Milliseconds that the program lets pass before it makes the call, each time. Default: none. */
  readonly afterMs?: number
  /** How often the call is made; default 1. */
  readonly times?: number
  /** All its times at once, and not one after the other: together they end as one, by the first of them that failed. */
  readonly atOnce?: true
}

/**
 * What a request meets before the gateway's own rules. Where a client waits for it, time is what the scenario's `time`
 * says.
 */
export type Interlude = ScriptedAnswer | Redirect | Break | Pass

/** A body that is text goes out as it is, anything else as JSON, none as none. */
export type ScriptedAnswer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, ScriptedField>>
  readonly body?: unknown
  /** The body is text that holds bytes in Base64. */
  readonly base64?: true
}

/** Text, or the HTTP date that lies so many seconds behind the answer. */
export type ScriptedField = string | { readonly 'date-in': number }

/** The same request's address somewhere else. */
export type Redirect = {
  readonly redirect: RedirectTo
  /** Default: 307. */
  readonly status?: number
  /** A path and query of its own: from the gateway's root with `/` in front, else from the request's own path. */
  readonly location?: string
}

/**
 * `same-origin` by its whole address, `relative` by path alone; `other-port` of the same host; `other-origin`: another
 * host, and so another port; `http`: the same host and port without TLS, of a scenario over https.
 */
export type RedirectTo = 'same-origin' | 'relative' | 'other-port' | 'other-origin' | 'http'

/** No whole answer comes. */
export type Break =
  /** The connection is reset, with nothing said or behind the header fields of a 200. */
  | { readonly reset: 'before-headers' | 'after-headers' }
  /** Nothing is said, or no more behind the header fields of a 200, and the connection stays. */
  | { readonly hang: true | 'after-headers' }

/** It meets the gateway as usual. */
export type Pass = { readonly pass: true }

/** What requests of one path meet. */
export type AnswerAt = Interlude & {
  /** The path without its query, as the gateway sees it; `*` stands for any run of characters. */
  readonly path: string
  /** Default: any. */
  readonly method?: string
  /** The n-th request of the scenario that fits path and method, from 1. Default: each. */
  readonly nth?: number
}

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
  /** Another client in the same process, made before the first call. */
  readonly second?: ClientIntent
  readonly environment?: EnvironmentIntent
  readonly calls: readonly CallIntent[]
  /**
   * The families of SDKs it is for: those whose product it names, or that say the same by another scenario. Default:
   * all; one that has no words for it is reported as unsupported.
   */
  readonly families?: readonly string[]
  /** Gateways it makes sense behind: ids, globs over ids, or `vendor` for the own API of the SDK's vendor. */
  readonly behind: readonly string[]
  /** What its first requests meet, one each, in the order in which they arrive. */
  readonly first?: readonly Interlude[]
  /** What requests meet by their path, where `first` says nothing (any more): the first that fits. */
  readonly answers?: readonly AnswerAt[]
  /** The gateway's address is one over TLS, by an authority that the SDK's runtime is told to trust. Default: plain HTTP. */
  readonly scheme?: 'https'
  /**
   * `virtual`: what a client waits for is skipped, and how long it would have waited is told with the request that
   * follows. Default: a wait takes as long as it takes.
   */
  readonly time?: 'virtual'
  /** Hosts whose connections arrive at the gateway in this scenario, over TLS too: where tokens are asked for, say. */
  readonly hosts?: readonly string[]
  /** What it is about: the folder in which a shipped one lies. */
  readonly group?: string
  /** Is it run unless something else is asked for? Said of those that find most. */
  readonly default?: boolean
  /** The file it came from, for errors and the report. */
  readonly file: string
}
