import { ecosystems } from '../../ecosystems/index.ts'
import type { Language } from '../../model/installed.ts'
import type { Arg, Called, Invocation, Made, ModuleForm, Recipe, RecipeCall } from '../../model/recipe.ts'
import type { Registry } from '../../model/sdk.ts'

/** A recipe as the program that a user would write. */
export const sourceText = (recipe: Recipe, registry: Registry): string => {
  const language = WORDS[ecosystems[registry].language](recipe.async)
  const providers = new Set<string>()
  const others = new Map<string, Set<string>>()
  const client = recipe.by === 'module' ? language.wholly(recipe.module, recipe.client) : 'client'
  const write = { language, providers, module: recipe.module, others, client }
  const make = recipe.by === 'call' ? '' : language.make
  const making =
    recipe.by === 'module'
      ? []
      : [`${language.bind('client')}${make}${named(recipe.client)}(${listOf(write, recipe.construct, 0)})`]
  const calls = recipe.calls.map((call) => callText(write, call))
  const elsewhere = (recipe.elseModules ?? []).map((module) =>
    language.comment(`where that has none: ${language.importing[recipe.form](module, recipe.client, [])}`),
  )
  const imports = [
    [
      recipe.by === 'module'
        ? language.importingAll[recipe.form](recipe.module, recipe.client, modulesIn(recipe))
        : language.importing[recipe.form](recipe.module, recipe.client, modulesIn(recipe)),
      ...elsewhere,
      ...[...others].flatMap(([module, names]) =>
        [...names].map((name) => language.importing[recipe.form](module, name, [])),
      ),
    ].join('\n'),
  ]
  const env = Object.entries(recipe.env).map(([name, value]) => language.env(name, quote(value)))
  const program = [...env, ...providers, ...making, ...calls].join('\n')
  return `${[...imports, recipe.form === 'require' ? inFunction(program) : program].join('\n\n')}\n`
}

/** What is required stands in a file of CommonJS, where nothing may be awaited at the top. */
const inFunction = (program: string): string =>
  `const main = async () => {\n${program.replaceAll(/^(?=.)/gm, '  ')}\n}\nmain()`

/** The default export has no name of its own. */
const named = (client: string): string => (client === 'default' ? 'createClient' : client)

type Words = {
  readonly make: string
  readonly waiting: string
  readonly words: Readonly<Record<'true' | 'false' | 'null', string>>
  readonly bind: (name: string) => string
  readonly importing: Readonly<
    Record<ModuleForm, (module: string, client: string, modules: readonly string[]) => string>
  >
  /** A module as a whole, under a name. */
  readonly importingAll: Words['importing']
  /** What a module that was imported as a whole is called. */
  readonly wholly: (module: string, name: string) => string
  readonly comment: (text: string) => string
  readonly env: (name: string, value: string) => string
  readonly provider: (name: string, value: string) => string
  readonly object: (entries: string) => string
  /** An object that hands out tokens. */
  readonly tokens: (token: string, use: (module: string, word: string) => string) => string
  readonly key: (name: string) => string
  readonly loop: (times: number, body: string) => string
  readonly drain: (stream: string) => string
}

const javascript: Words = {
  make: 'new ',
  waiting: 'await ',
  words: { true: 'true', false: 'false', null: 'null' },
  bind: (name) => `const ${name} = `,
  importing: {
    import: (module, client) =>
      client === 'default'
        ? `import ${named(client)} from ${quote(module)}`
        : `import { ${client} } from ${quote(module)}`,
    require: (module, client) =>
      client === 'default'
        ? `const ${named(client)} = require(${quote(module)}).default`
        : `const { ${client} } = require(${quote(module)})`,
  },
  importingAll: {
    import: (module, name) => `import * as ${name} from ${quote(module)}`,
    require: (module, name) => `const ${name} = require(${quote(module)})`,
  },
  wholly: (_, name) => name,
  comment: (text) => `// ${text}`,
  env: (name, value) => `process.env.${name} = ${value}`,
  provider: (name, value) => `const ${name} = async () => ${value} // another one at each call`,
  object: (entries) => `{ ${entries} }`,
  tokens: (token) => `{ getToken: async () => ({ token: ${quote(token)}, expiresOnTimestamp: Date.now() + 3600000 }) }`,
  key: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name)),
  loop: (times, body) => `for (let i = 0; i < ${times}; i++) ${body}`,
  drain: (stream) => `for await (const _ of ${stream}) {}`,
}

const importingPython = (module: string, client: string, modules: readonly string[]): string =>
  [...modules.map((name) => `import ${name}`), `from ${module} import ${client}`].join('\n')

const importingAllPython = (module: string, _: string, modules: readonly string[]): string =>
  [...new Set([...modules, module])].map((name) => `import ${name}`).join('\n')

const python = (isAsync: boolean): Words => ({
  make: '',
  waiting: isAsync ? 'await ' : '',
  words: { true: 'True', false: 'False', null: 'None' },
  bind: (name) => `${name} = `,
  importing: { import: importingPython, require: importingPython },
  importingAll: { import: importingAllPython, require: importingAllPython },
  wholly: (module) => module,
  comment: (text) => `# ${text}`,
  env: (name, value) => `os.environ[${quote(name)}] = ${value}`,
  provider: (name, value) => `${isAsync ? 'async ' : ''}def ${name}(): return ${value}  # another one at each call`,
  object: (entries) => `{${entries}}`,
  tokens: (token, use) =>
    `type('Tokens', (), {'get_token': lambda *_, **__: ${use('azure.core.credentials', 'AccessToken')}(${quote(token)}, 2**31)})()`,
  key: quote,
  loop: (times, body) => `for _ in range(${times}): ${body}`,
  drain: (stream) => `${isAsync ? 'async ' : ''}for _ in ${stream}: pass`,
})

const WORDS = {
  node: () => javascript,
  python,
} as const satisfies Record<Language, (isAsync: boolean) => Words>

type Write = {
  readonly language: Words
  readonly providers: Set<string>
  readonly module: string
  /** What the client is called. */
  readonly client: string
  /** What is imported besides the client, by module. */
  readonly others: Map<string, Set<string>>
}

const imported = ({ others }: Write, module: string, name: string): string => {
  others.set(module, (others.get(module) ?? new Set()).add(name))
  return named(name)
}

/** The first that a provider hands out. */
const firstTokenOf = (arg: Arg): string =>
  typeof arg === 'object' && arg !== null && isProvider(arg) ? (arg.$provider[0] ?? '') : ''

const calledText = (write: Write, client: string, { method, args = [], kwargs = {} }: Called): string =>
  `${method === '' ? client : `${client}.${method}`}(${listOf(write, { args, kwargs }, 0)})`

const callText = (write: Write, call: RecipeCall): string => {
  const { language } = write
  const client = call.copy ? `${write.client}.${call.copy.method}(${listOf(write, call.copy, 0)})` : write.client
  const owner = call.on ? calledText(write, client, call.on) : client
  const method = call.of ? imported(write, call.of, call.method) : `${owner}.${call.method}`
  const bare = `${method}(${listOf(write, call, 0)})`
  const awaited = `${language.waiting}${bare}`
  const stream = typeof call.stream === 'string' ? `(${awaited}).${call.stream}` : awaited
  const text = call.stream ? language.drain(stream) : awaited
  return call.times > 1 ? language.loop(call.times, text) : text
}

/** Keywords on a line each, positional arguments as they come. */
const listOf = (write: Write, { args, kwargs }: Invocation, depth: number): string => {
  const named = Object.entries(kwargs).map(([name, arg]) => `${name}=${argText(write, arg, depth + 1, name)}`)
  const positional = args.map((arg) => argText(write, arg, depth, 'provider'))
  return named.length === 0 ? positional.join(', ') : block('', [...positional, ...named], '', depth)
}

const argText = (write: Write, arg: Arg, depth: number, name: string): string => {
  const { language } = write
  if (typeof arg === 'string') return quote(arg)
  if (typeof arg === 'number') return String(arg)
  if (arg === null || typeof arg === 'boolean') return language.words[`${arg}`]
  if (isList(arg)) return `[${arg.map((item) => argText(write, item, depth, name)).join(', ')}]`
  if (isProvider(arg)) return providerName(write, arg.$provider, name)
  if (isInstance(arg)) return `${write.module}.${arg.$new[0]}()`
  if (isMade(arg)) {
    const { module = write.module, name: word, args = [], kwargs = {}, by } = arg.$make
    return `${by === 'call' ? '' : language.make}${imported(write, module, word)}(${listOf(write, { args, kwargs }, depth)})`
  }
  if (isCall(arg)) return calledText(write, write.client, arg.$call)
  if (isTokens(arg)) return language.tokens(firstTokenOf(arg.$tokens), (module, word) => imported(write, module, word))
  const entries = Object.entries(arg).map(
    ([key, value]) => `${language.key(key)}: ${argText(write, value, depth + 1, key)}`,
  )
  const flat = language.object(entries.join(', '))
  return entries.length === 0
    ? '{}'
    : flat.length <= 60 && !flat.includes('\n')
      ? flat
      : block('{', entries, '}', depth)
}

const block = (open: string, lines: readonly string[], close: string, depth: number): string =>
  [open, ...lines.map((line) => `${'  '.repeat(depth + 1)}${line},`), '  '.repeat(depth) + close].join('\n')

/** A function stands above the client, under the name of the option that takes it. */
const providerName = ({ language, providers }: Write, values: readonly string[], option: string): string => {
  providers.add(language.provider(option, quote(values[0] ?? '')))
  return option
}

/** What `os.environ` and `openai.Omit` need beside the client itself. */
const modulesIn = (recipe: Recipe): string[] => [
  ...(Object.keys(recipe.env).length > 0 ? ['os'] : []),
  ...(JSON.stringify(recipe).includes('"$new"') ? [recipe.module] : []),
]

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`
}

type Of<K extends string> = { readonly [key in K]: readonly string[] }
const isList = (arg: object): arg is readonly Arg[] => Array.isArray(arg)
const isProvider = (arg: object): arg is Of<'$provider'> => '$provider' in arg
const isMade = (arg: object): arg is { readonly $make: Made } => '$make' in arg
const isCall = (arg: object): arg is { readonly $call: Called } => '$call' in arg
const isTokens = (arg: object): arg is { readonly $tokens: Arg } => '$tokens' in arg
const isInstance = (arg: object): arg is Of<'$new'> => '$new' in arg
