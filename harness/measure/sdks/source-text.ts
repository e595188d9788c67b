import { ecosystems } from '../../ecosystems/index.ts'
import type { KeyPair } from '../../model/certificate.ts'
import type { Arg, Called, Invocation, Made, ModuleForm, Recipe, RecipeCall, RecipeClient } from '../../model/recipe.ts'
import type { Language } from '../../model/runtime.ts'
import type { FieldsAs, FileAs, Transport } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'

/** A recipe as the program that a user would write. */
export const sourceText = (recipe: Recipe, registry: Registry): string => {
  const language = WORDS[ecosystems[registry].language](recipe.async)
  const providers = new Set<string>()
  const others = new Map<string, Set<string>>()
  const client = recipe.by === 'module' ? language.wholly(recipe.module, recipe.client) : 'client'
  const write = { language, providers, module: recipe.module, others, client }
  const clients = [
    ...(recipe.by === 'module' ? [] : clientText(write, 'client', recipe)),
    ...(recipe.second ? clientText(write, 'second', recipe.second) : []),
  ]
  const calls = recipe.calls.flatMap((call) => callText(write, call))
  const elsewhere = (recipe.elseModules ?? []).map((module) =>
    language.comment(`where that has none: ${language.importing[recipe.form](module, recipe.client, [])}`),
  )
  const imports = [
    [
      recipe.by === 'module'
        ? language.importingAll[recipe.form](recipe.module, recipe.client, modulesIn(recipe))
        : language.importing[recipe.form](recipe.module, recipe.client, modulesIn(recipe)),
      ...(recipe.second && recipe.second.client !== recipe.client
        ? [language.importing[recipe.form](recipe.module, recipe.second.client, [])]
        : []),
      ...elsewhere,
      ...[...others].flatMap(([module, names]) =>
        [...names].map((name) => language.importing[recipe.form](module, name, [])),
      ),
    ].join('\n'),
  ]
  const env = Object.entries(recipe.env).map(([name, value]) => language.env(name, quote(value)))
  const program = [...env, ...providers, ...clients, ...calls].join('\n')
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
  /** As often at once. */
  readonly atOnce: (times: number, call: string) => string
  readonly drain: (stream: string) => string
  /** A class that extends another and gives one member anew. */
  readonly extend: (name: string, base: string, member: string, as: 'method' | 'property', value: string) => string
  /** The answer is read in a context. */
  readonly enter: (context: string) => string
  /** A connection is opened, and closed again. */
  readonly connect: (connection: string) => string
  readonly nothing: string
  readonly file: (file: FileWords, use: (module: string, word: string) => string) => string
  readonly fields: Readonly<Record<FieldsAs, (fields: string) => string>>
  readonly transport: (
    kind: Transport,
    told: { readonly authorization: string; readonly proxy: string; readonly certificate?: KeyPair },
    use: (module: string, word: string) => string,
  ) => string
}

type FileWords = { readonly name: string; readonly text: string; readonly as: FileAs | 'content' }

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
  atOnce: (times, call) => `await Promise.all(Array.from({ length: ${times} }, () => ${call}))`,
  drain: (stream) => `for await (const _ of ${stream}) {}`,
  extend: (name, base, member, as, value) =>
    `class ${name} extends ${base} { ${as === 'property' ? 'get ' : ''}${member}() { return ${value} } }`,
  enter: (context) => `await ${context}`,
  connect: (connection) =>
    `const connection = ${connection.startsWith('new ') ? '' : 'await '}${connection}\nconnection.socket.addEventListener('open', () => connection.close())`,
  nothing: 'undefined',
  file: ({ name, text, as }, use) => {
    if (as === 'content') return `new TextEncoder().encode(${quote(text)})`
    return as === 'bytes'
      ? `new File([${quote(text)}], ${quote(name)})`
      : `${use('node:fs', 'createReadStream')}(${quote(name)})`
  },
  fields: {
    headers: (fields) => `new Headers(${fields})`,
    pairs: (fields) => `Object.entries(${fields})`,
    map: (fields) => `new Map(Object.entries(${fields}))`,
  },
  transport: (kind, { authorization, proxy, certificate }, use) =>
    `(url, init) => ${kind === 'proxied' || certificate ? use('undici', 'fetch') : 'fetch'}(url, ${
      {
        plain: certificate ? `{ ...init, dispatcher: ${showing(certificate, use)} }` : 'init',
        'copies-headers': '{ ...init, headers: new Headers(init.headers) }',
        'spreads-headers': '{ ...init, headers: { ...init.headers } }',
        'own-auth': `{ ...init, headers: withAuthorization(init.headers, ${authorization}) }`,
        'fails-once': 'failingOnce(init)',
        proxied: `{ ...init, dispatcher: new ${kind === 'proxied' ? use('undici', 'ProxyAgent') : ''}(${proxy}) }`,
      }[kind]
    })`,
}

const showing = ({ cert, key }: KeyPair, use: (module: string, word: string) => string): string =>
  `new ${use('undici', 'Agent')}({ connect: { cert: ${quote(cert)}, key: ${quote(key)} } })`

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
  atOnce: (times, call) =>
    isAsync
      ? `await asyncio.gather(*[${call} for _ in range(${times})])`
      : `with ThreadPoolExecutor() as pool: list(pool.map(lambda _: ${call}, range(${times})))`,
  drain: (stream) => `${isAsync ? 'async ' : ''}for _ in ${stream}: pass`,
  extend: (name, base, member, as, value) =>
    `class ${name}(${base}):\n${as === 'property' ? '  @property\n' : ''}  def ${member}(self): return ${value}`,
  enter: (context) =>
    `${isAsync ? 'async ' : ''}with ${context} as response: ${isAsync ? 'await ' : ''}response.read()`,
  connect: (connection) => `${isAsync ? 'async ' : ''}with ${connection} as connection: pass`,
  nothing: 'None',
  file: ({ name, text, as }) =>
    ({
      content: `b${quote(text)}`,
      bytes: `(${quote(name)}, b${quote(text)})`,
      stream: `open(${quote(name)}, 'rb')`,
      pipe: 'sys.stdin.buffer',
    })[as],
  fields: {
    headers: (fields) => `httpx.Headers(${fields})`,
    pairs: (fields) => `list(${fields}.items())`,
    map: (fields) => `types.MappingProxyType(${fields})`,
  },
  transport: (kind, { authorization, proxy, certificate }) => {
    const client = `httpx.${isAsync ? 'AsyncClient' : 'Client'}`
    return {
      plain: `${client}(${certificate ? `cert=(${quote(certificate.cert)}, ${quote(certificate.key)})` : ''})`,
      'copies-headers': `${client}(transport=CopiesHeaders())`,
      'spreads-headers': `${client}(transport=SpreadsHeaders())`,
      'fails-once': `${client}(transport=FailsOnce())`,
      'own-auth': `${client}(auth=lambda request: with_authorization(request, ${authorization}))`,
      proxied: `${client}(proxy=${proxy})`,
    }[kind]
  },
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

/** The client, behind the class of one's own that it is made of, where it is. */
const clientText = (write: Write, as: string, { client, by, subclass, construct }: RecipeClient): readonly string[] => {
  const { language } = write
  const own = as === 'client' ? 'Own' : 'OwnSecond'
  const extended = subclass
    ? [language.extend(own, named(client), subclass.name, subclass.as, argText(write, subclass.value, 1, as))]
    : []
  const make = by === 'call' ? '' : language.make
  const name = subclass ? own : named(client)
  return [...extended, `${language.bind(as)}${make}${name}(${listOf(write, construct, 0)})`]
}

const callText = (write: Write, call: RecipeCall): readonly string[] => {
  const owning = call.by ?? write.client
  const set = Object.entries(call.set ?? {}).map(([name, arg]) => `${owning}.${name} = ${argText(write, arg, 0, name)}`)
  const elsewhere = call.elseMethods
    ? [write.language.comment(`where that has none: ${call.elseMethods.join(', ')}`)]
    : []
  return [...set, callOf(write, call, owning), ...elsewhere]
}

const callOf = (write: Write, call: RecipeCall, owning: string): string => {
  const { language } = write
  const client = call.copy ? `${owning}.${call.copy.method}(${listOf(write, call.copy, 0)})` : owning
  const owner = call.on ? calledText(write, client, call.on) : client
  // Of a class of a module, a method of its own may be meant.
  const [word = '', ...members] = call.method.split('.')
  const method = call.of ? [imported(write, call.of, word), ...members].join('.') : `${owner}.${call.method}`
  const bare = `${call.make ? language.make : ''}${method}(${listOf(write, call, 0)})${call.after ? `.${call.after}()` : ''}`
  if (call.connection) return language.connect(bare)
  if (call.enter) return language.enter(bare)
  if (call.atOnce) return language.atOnce(call.times, bare)
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
  if (isExport(arg)) return imported(write, arg.$export.module ?? write.module, arg.$export.name)
  if (isNothing(arg)) return language.nothing
  if (isClient(arg)) return write.client
  if (isAgent(arg)) return agentText(write, arg.$agent)
  if (isBlocking(arg)) return argText(write, arg.$blocking, depth, name)
  if (isFile(arg)) return language.file(arg.$file, (module, word) => imported(write, module, word))
  if (isFields(arg)) {
    const { as, of } = arg.$fields
    return language.fields[as](argText(write, of, depth, name))
  }
  if (isTransport(arg)) {
    const { kind, authorization = '', proxy = '', certificate } = arg.$transport
    const told = { authorization: quote(authorization), proxy: quote(proxy), ...(certificate ? { certificate } : {}) }
    return language.transport(kind, told, (module, word) => imported(write, module, word))
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

const agentText = (write: Write, { proxy, certificate }: Agent): string => {
  if (proxy !== undefined) return `new ${imported(write, 'https-proxy-agent', 'HttpsProxyAgent')}(${quote(proxy)})`
  const shown = certificate ? `, cert: ${quote(certificate.cert)}, key: ${quote(certificate.key)}` : ''
  return `new ${imported(write, certificate ? 'node:https' : 'node:http', 'Agent')}({ keepAlive: false${shown} })`
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

type Agent = { readonly proxy?: string; readonly certificate?: KeyPair }
type Of<K extends string> = { readonly [key in K]: readonly string[] }
const isList = (arg: object): arg is readonly Arg[] => Array.isArray(arg)
const isProvider = (arg: object): arg is Of<'$provider'> => '$provider' in arg
const isMade = (arg: object): arg is { readonly $make: Made } => '$make' in arg
const isCall = (arg: object): arg is { readonly $call: Called } => '$call' in arg
const isExport = (arg: object): arg is { readonly $export: { readonly module?: string; readonly name: string } } =>
  '$export' in arg
const isNothing = (arg: object): boolean => '$nothing' in arg
const isClient = (arg: object): boolean => '$client' in arg
const isAgent = (arg: object): arg is { readonly $agent: Agent } => '$agent' in arg
const isBlocking = (arg: object): arg is { readonly $blocking: Arg } => '$blocking' in arg
const isFile = (arg: object): arg is { readonly $file: FileWords } => '$file' in arg
const isFields = (arg: object): arg is { readonly $fields: { readonly as: FieldsAs; readonly of: Arg } } =>
  '$fields' in arg
const isTransport = (
  arg: object,
): arg is {
  readonly $transport: {
    readonly kind: Transport
    readonly authorization?: string
    readonly proxy?: string
    readonly certificate?: KeyPair
  }
} => '$transport' in arg
const isTokens = (arg: object): arg is { readonly $tokens: Arg } => '$tokens' in arg
const isInstance = (arg: object): arg is Of<'$new'> => '$new' in arg
