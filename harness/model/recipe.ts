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
  | { readonly $provider: readonly string[] }
  /** Python: an instance of the first of these that the SDK's module has, e.g. `["Omit", "_types.Omit"]`. */
  | { readonly $new: readonly string[] }
  /** What a class or function of a module gives; of the SDK's own, where none is named. */
  | { readonly $make: Made }
  /** What a method of the client gives, which is made anew for it; the client itself is called where none is named. */
  | { readonly $call: Called }
  /** An object that hands out tokens as Azure's SDKs ask for them (`getToken()`, `get_token()`), made of a provider. */
  | { readonly $tokens: Arg }

export type Made = {
  readonly module?: string
  /** Name of the export. */
  readonly name: string
  readonly args?: readonly Arg[]
  /** Python. */
  readonly kwargs?: Readonly<Record<string, Arg>>
  /** npm: a function rather than a class. */
  readonly by?: 'call'
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
  /** Copy the client first: `withOptions` / `with_options`. */
  readonly copy?: Invocation & { readonly method: string }
  /** The object on which the method is called, where that is not the client but one that it gives. */
  readonly on?: Called
  /** The module whose function is called, where it is none of the client's. */
  readonly of?: string
  /** Dotted path on the client: `chat.completions.create`. */
  readonly method: string
  /** Read the result to its end as a stream; text: that member of it. */
  readonly stream: boolean | string
  readonly times: number
}

/** How a program gets at a module. On npm a package may hold a file for each, and the two may differ. */
export type ModuleForm = 'import' | 'require'

export type Recipe = {
  /**
   * `openai`, `@anthropic-ai/sdk`. On PyPI the family's word for it: a distribution that installs no such module, as a
   * renamed fork does, is imported by the module that it does install.
   */
  readonly module: string
  /** Modules that are tried in turn where a version has no such client in that one. */
  readonly elseModules?: readonly string[]
  /** `require` on npm alone. */
  readonly form: ModuleForm
  /** Name of the exported client class, or of the function that gives a client; `default` is the default export. */
  readonly client: string
  /** `call` (npm): it is what a function gives, and no instance of a class. `module`: the module itself; nothing is made. */
  readonly by?: 'call' | 'module'
  /** Python: do its calls give awaitables? */
  readonly async: boolean
  readonly construct: Invocation
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
