import type { Variant } from './cell.ts'
import type { Arg, Called } from './recipe.ts'
import type {
  AddressedBy,
  CallIntent,
  ClientOptions,
  CredentialSlots,
  EnvironmentIntent,
  NamedTransport,
} from './scenario.ts'

/** Everything a client can be told, slot by slot. */
export type OptionIntent =
  | Exclude<keyof CredentialSlots, 'certificate'>
  /** What says that a workload proves itself by certificate, the transport that shows it, and what the SDK itself makes of it. */
  | 'x509Identity'
  | 'x509Transport'
  | 'x509Credential'
  | Exclude<keyof ClientOptions, 'credentials' | 'headersAs' | 'addressEnd'>
export type EnvironmentSlot = Exclude<keyof EnvironmentIntent, 'variables'>

/**
 * One language's words for one family, the same for all its versions: data alone. What has no word is `unsupported`. What a
 * version takes and ignores, or takes and does not understand, is measured: that is what its users meet.
 */
export type Dictionary = {
  /** What is imported. Default: the package, by its own name. */
  readonly module?: ModuleWords
  /**
   * Environment variables that are set wherever it is measured, before it is imported: for what is no part of its calls, and
   * would reach elsewhere or be chance. Default: none.
   */
  readonly variables?: Readonly<Record<string, string>>
  /** By the kind that scenarios name. */
  readonly clients: Readonly<Record<string, ClientWords>>
  /** Clients that the vendor has, but in another package. */
  readonly elsewhere?: Readonly<Record<string, string>>
  /** By the name that scenarios give it. */
  readonly apis: Readonly<Record<string, ApiWords>>
  /** What is said of one request. */
  readonly request: RequestWords
  /** How its helpers are asked that give the answer as it came. */
  readonly helpers?: Readonly<Partial<Record<NonNullable<CallIntent['helper']>, HelperWords>>>
  /** HTTP clients that a program hands over by their name. */
  readonly transports?: Readonly<Partial<Record<NamedTransport, Readonly<Partial<Record<Variant, Arg>>>>>>
  /** The method that copies a client; null: none does. */
  readonly copy: string | null
  /** What stands for "send no field of this name". */
  readonly noField: Arg
  /** The attribute in which its errors hold the HTTP status. */
  readonly statusOf: string
  readonly timeoutUnit: 'ms' | 's'
}

/**
 * A module; of several, the first in which a version has the client; by variant, where a variant has another.
 */
export type ModuleWords = ModuleNames | Readonly<Partial<Record<Variant, ModuleNames>>>
export type ModuleNames = string | readonly string[]

/** What can be said of one request beside its header fields and query. */
export type RequestIntent = 'timeoutMs' | 'maxRetries' | 'followRedirects' | 'idempotencyKey'

/** Names of the options of one request, as paths like those of a client's; null, or none: it takes none. */
export type RequestWords = Readonly<Partial<Record<RequestIntent, OptionName>>> & {
  readonly headers: string | null
  readonly query: string | null
  /** npm: they stand in the call's own object, and not in one behind it. */
  readonly inside?: true
  /** What no client of it can be told, but each request. */
  readonly options?: Readonly<Partial<Record<OptionIntent, OptionName>>>
}

/** A method of what the call gives (npm), or a member that stands before the method's own name (`with_raw_response.create`). */
export type HelperWords =
  | { readonly after: string }
  | {
      readonly before: string
      /** Python: what it gives is a context. */
      readonly enter?: true
    }

/**
 * The name of an option. `a.b` is the member `b` of the option `a`, and so on; `#1` (from 0) stands for an argument by its
 * place, `#1.a` for a member of it.
 */
export type OptionName = string

export type ClientWords = {
  /** What is imported for this client alone. Default: the dictionary's. */
  readonly module?: ModuleWords
  /**
   * `call` (npm): it is what a function gives, and no instance of a class. `module`: nothing is made. Calls are functions
   * of the module, and what a client would be told is said at each of them. `settings` (PyPI): as `module`, but that it is set
   * on the module itself (`openai.api_key = …`).
   */
  readonly by?: 'call' | 'module' | 'settings'
  readonly names: Readonly<Partial<Record<Variant, string>>>
  readonly options: Readonly<Partial<Record<OptionIntent, OptionName>>>
  /** In what an option's value is wrapped; `{ "$value": true }` stands for it, `{ "$value": "key" }` for a member of it. */
  readonly as?: Readonly<Partial<Record<OptionIntent, Arg>>>
  /** Attributes by which what a client was told is changed later. */
  readonly attributes?: Readonly<Partial<Record<OptionIntent | 'address', string>>>
  /** The member that a class of one's own gives anew, to authenticate by other header fields. */
  readonly authentication?: { readonly name: string; readonly as: 'method' | 'property' }
  /** Environment variables. */
  readonly environment: Readonly<Partial<Record<EnvironmentSlot, string>>>
  /** How it learns its address, and which path of the gateway that is. */
  readonly address: Readonly<Partial<Record<AddressedBy, AddressWords>>>
  /** Said when neither the scenario nor its environment does: the client demands it. */
  readonly apiVersion?: string
  /** Further options, said always: where chance would decide what is seen without them. */
  readonly always?: Readonly<Record<string, Arg>>
}

/** What API words leave open. */
export type Slot = 'model' | 'id' | 'path' | 'file'

export type AddressWords = {
  readonly option?: OptionName
  readonly variable?: string
  /** `import`: the variable is read when the module is imported, and no later. Default: when a client is made. */
  readonly readAt?: 'import'
  readonly path: string
}

export type ApiWords = {
  /** Dotted path on the client, or a function of the module `of`. Versions name it differently: the first that one has. */
  readonly method: string | readonly string[]
  /** Another method, by which a version is known that takes these arguments: one that has none takes them otherwise. */
  readonly where?: string
  /** The same of the asynchronous client, where it differs. */
  readonly async?: string
  readonly of?: string
  /** The object on which the method is called, where that is one that the client gives. */
  readonly on?: Called
  /** Arguments by place, before the others. */
  readonly args?: readonly Arg[]
  /**
   * Arguments of the call: one object on npm, keywords on PyPI; null when it takes none. `{ "$slot": "model", "else": "m" }`,
   * here or among `args`, is what the scenario says there.
   */
  readonly body: Readonly<Record<string, Arg>> | null
  /** Names of the options of one request, where they are others than the dictionary's; `#0.a` is a member of one of `args`. */
  readonly request?: RequestWords
  /** It opens a WebSocket's connection: by this package that users install beside the SDK, or (`true`) by what the runtime itself has. */
  readonly connection?: string | true
  /** npm: what is called is a class. */
  readonly make?: true
  /** Is the result a stream? Text: that member of it is. */
  readonly stream: boolean | string
}
