import type { KeyPair } from './certificate.ts'
import type { FieldsAs, FileAs, OwnTransport } from './scenario.ts'

/**
 * A scenario in one SDK's own spelling: plain data that the driver of a language carries out without knowing any SDK.
 * Made by `sdks/spell.ts` out of a family's words; printed as source text by `sdks/source-text.ts`.
 */

/** An argument. Objects whose only key starts with `$` are instructions to the driver; everything else is itself. */
export type Arg =
  | string
  | number
  | boolean
  | null
  | readonly Arg[]
  | { readonly [key: string]: Arg }
  /** A function that returns the next of these texts at each call, the last one again when they run out. */
  | Provider
  /** An export of a module as it stands; of the SDK's own, where none is named. */
  | { readonly $export: { readonly module?: string; readonly name: string } }
  /** A file of this name, with this text in it; as `content`: its bytes alone. */
  | { readonly $file: { readonly name: string; readonly text: string; readonly as: FileAs | 'content' } }
  /** The client itself, or the copy of it that makes the call. */
  | { readonly $client: true }
  /** npm: `undefined`. */
  | { readonly $nothing: true }
  /** Header fields in the language's class for them, or as pairs. */
  | { readonly $fields: { readonly as: FieldsAs; readonly of: { readonly [name: string]: Arg } } }
  /**
   * npm: an agent of `node:http` that opens a connection for each request; through a tunnel of this proxy, with this
   * certificate (`node:https`), where one is named.
   */
  | { readonly $agent: { readonly proxy?: string; readonly certificate?: KeyPair } }
  /** Python: a provider that is called and not awaited, by the asynchronous client too. */
  | { readonly $blocking: Arg }
  /** An HTTP client of the program's own, with what it authenticates by, or the proxy that it goes through, where it does. */
  | {
      readonly $transport: {
        readonly kind: OwnTransport
        readonly authorization?: string
        readonly proxy?: string
        readonly certificate?: KeyPair
      }
    }
  /** Python: an instance of the first of these that the SDK's module has, e.g. `["Omit", "_types.Omit"]`. */
  | { readonly $new: readonly string[] }
  /** What a class or function of a module gives; of the SDK's own, where none is named. */
  | { readonly $make: Made }
  /** What a method of the client gives, which is made anew for it; the client itself is called where none is named. */
  | { readonly $call: Called }
  /** An object that hands out tokens as Azure's SDKs ask for them (`getToken()`, `get_token()`), made of a provider. */
  | { readonly $tokens: Arg }

export type Provider = {
  readonly $provider: readonly string[]
  /** It throws: at each call, or at the first. */
  readonly fails?: 'always' | 'first'
  /** Milliseconds that each call takes. */
  readonly slowMs?: number
}

export type Made = {
  readonly module?: string
  /** Name of the export. */
  readonly name: string
  readonly args?: readonly Arg[]
  /** Python. */
  readonly kwargs?: Readonly<Record<string, Arg>>
  /** npm: a function rather than a class. */
  readonly by?: 'call'
  /** Python: packages of which it needs one beside the SDK. */
  readonly beside?: readonly string[]
}

export type Called = {
  /** Dotted path on the client; '' is the client itself. */
  readonly method: string
  readonly args?: readonly Arg[]
  readonly kwargs?: Readonly<Record<string, Arg>>
}

export type Invocation = {
  /** Positional arguments. */
  readonly args: readonly Arg[]
  /** Keyword arguments (Python); empty on npm. */
  readonly kwargs: Readonly<Record<string, Arg>>
}

export type RecipeCall = Invocation & {
  /** The second client makes it. */
  readonly by?: 'second'
  /** Attributes of the client that are set before it. */
  readonly set?: Readonly<Record<string, Arg>>
  /** Copy the client first: `withOptions` / `with_options`. With `letsGo` the copy takes the place of the client, which is collected (Python) before the call. */
  readonly copy?: Invocation & { readonly method: string; readonly letsGo?: true }
  /** The object on which the method is called, where that is not the client but one that it gives. */
  readonly on?: Called
  /** The module whose function is called, where it is none of the client's. */
  readonly of?: string
  /** Dotted path on the client: `chat.completions.create`. */
  readonly method: string
  /** A version that has no such method takes this call's arguments otherwise. */
  readonly where?: string
  /** Tried in turn where a version has no such method. */
  readonly elseMethods?: readonly string[]
  /** Read the result to its end as a stream; text: that member of it. */
  readonly stream: boolean | string
  /** npm: this method of what the call gives is what is waited for: `asResponse`. */
  readonly after?: string
  /**
   * What the call gives is a WebSocket's connection: it is opened, and closed again. By which package, which stands beside the SDK
   * where its user has installed it; `true`: by the runtime's own.
   */
  readonly connection?: string | true
  /** npm: what is called is a class, to be made an instance of. */
  readonly make?: true
  /** Python: what the call gives is a context, in which the answer is read. */
  readonly enter?: true
  /** Milliseconds that pass before it is made, each time. */
  readonly afterMs?: number
  readonly times: number
  /** All its times at once: together they end as one, by the first of them that failed. */
  readonly atOnce?: true
}

/** How a client is made. */
export type RecipeClient = {
  /** Name of the exported client class, or of the function that gives a client; `default` is the default export. */
  readonly client: string
  /**
   * `call` (npm): it is what a function gives, and no instance of a class. `module`: the module itself; nothing is made.
   * `settings` (PyPI): the module, whose attributes are what a client would be told.
   */
  readonly by?: 'call' | 'module' | 'settings'
  /** The class is extended by one in which this member is the program's own; `later` (npm): an `async` method. */
  readonly subclass?: { readonly name: string; readonly as: 'method' | 'property' | 'later'; readonly value: Arg }
  readonly construct: Invocation
}

/** How a program gets at a module. On npm a package may hold a file for each, and the two may differ. */
export type ModuleForm = 'import' | 'require'

export type Recipe = RecipeClient & {
  /**
   * `openai`, `@anthropic-ai/sdk`. On PyPI the family's word for it: a distribution that installs no such module, as a
   * renamed fork does, is imported by the module that it does install.
   */
  readonly module: string
  /** Modules that are tried in turn where a version has no such client in that one. */
  readonly elseModules?: readonly string[]
  /** `require` on npm alone. */
  readonly form: ModuleForm
  /** Another client, made after the first and before any call. */
  readonly second?: RecipeClient
  /** Python: do its calls give awaitables? */
  readonly async: boolean
  /** Its environment must be there before the SDK is imported: no other recipe shares its process. */
  readonly alone?: true
  /** Environment variables while the scenario runs; no other is set. */
  readonly env: Readonly<Record<string, string>>
  readonly calls: readonly RecipeCall[]
  /** Name of the attribute in which the SDK's errors hold the HTTP status: `status`, `status_code`. */
  readonly statusOf: string
}

/** What a family says to a scenario: a recipe, or why its SDK (or this version) has no words for it. */
export type Spelled =
  | { readonly kind: 'recipe'; readonly recipe: Recipe }
  | { readonly kind: 'unsupported'; readonly reason: string }
