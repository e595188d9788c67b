import { ecosystems } from '../../ecosystems/index.ts'
import type { Arg, Called, Invocation, Recipe, RecipeCall, RecipeClient } from '../../model/recipe.ts'
import type { Registry } from '../../model/sdk.ts'
import {
  type Agent,
  isAgent,
  isBlocking,
  isCall,
  isClient,
  isExport,
  isFields,
  isFile,
  isInstance,
  isList,
  isMade,
  isNothing,
  isProvider,
  isTokens,
  isTransport,
} from './source-args.ts'
import { named, quote, WORDS, type Words } from './source-words.ts'

/** A recipe as the program that a user would write. */
export const sourceText = (recipe: Recipe, registry: Registry): string => {
  const language = WORDS[ecosystems[registry].language](recipe.async)
  const providers = new Set<string>()
  const others = new Map<string, Set<string>>()
  const isModule = recipe.by === 'module' || recipe.by === 'settings'
  const client = isModule ? language.wholly(recipe.module, recipe.client) : 'client'
  const write = { language, providers, module: recipe.module, others, client }
  const lost = new Set(recipe.calls.flatMap(({ copy, by = 'client' }) => (copy?.letsGo ? [by] : [])))
  const clients = [
    ...(isModule ? settingsText(write, recipe) : clientText(write, 'client', recipe, lost.has('client'))),
    ...(recipe.second ? clientText(write, 'second', recipe.second, lost.has('second')) : []),
  ]
  const calls = recipe.calls.flatMap((call) => callText(write, call))
  const elsewhere = (recipe.elseModules ?? []).map((module) =>
    language.comment(`where that has none: ${language.importing[recipe.form](module, recipe.client, [])}`),
  )
  const imports = [
    [
      isModule
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

/** What is set on the module itself. */
const settingsText = (write: Write, { construct }: RecipeClient): readonly string[] =>
  Object.entries(construct.kwargs).map(([name, arg]) => `${write.client}.${name} = ${argText(write, arg, 0, name)}`)

/**
 * The client, behind the class of one's own that it is made of, where it is.
 * @param changes another takes its name later
 */
const clientText = (
  write: Write,
  as: string,
  { client, by, subclass, construct }: RecipeClient,
  changes: boolean,
): readonly string[] => {
  const { language } = write
  const own = as === 'client' ? 'Own' : 'OwnSecond'
  const extended = subclass
    ? [language.extend(own, named(client), subclass.name, subclass.as, argText(write, subclass.value, 1, as))]
    : []
  const make = by === 'call' ? '' : language.make
  const name = subclass ? own : named(client)
  return [...extended, `${language.bind(as, changes)}${make}${name}(${listOf(write, construct, 0)})`]
}

const callText = (write: Write, call: RecipeCall): readonly string[] => {
  const owning = call.by ?? write.client
  const set = Object.entries(call.set ?? {}).map(([name, arg]) => `${owning}.${name} = ${argText(write, arg, 0, name)}`)
  const elsewhere = call.elseMethods
    ? [write.language.comment(`where that has none: ${call.elseMethods.join(', ')}`)]
    : []
  return [...set, ...lettingGo(write, call, owning), callOf(write, call, owning), ...elsewhere]
}

/** The copy under the name of the client, of which nothing is left. */
const lettingGo = (write: Write, { copy }: RecipeCall, owning: string): readonly string[] =>
  copy?.letsGo
    ? [
        `${owning} = ${copyText(write, copy, owning)}`,
        ...write.language.collect((module, word) => imported(write, module, word)),
      ]
    : []

const copyText = (write: Write, copy: NonNullable<RecipeCall['copy']>, owning: string): string =>
  `${owning}.${copy.method}(${listOf(write, copy, 0)})`

const callOf = (write: Write, call: RecipeCall, owning: string): string => {
  const { language } = write
  const client = call.copy && !call.copy.letsGo ? copyText(write, call.copy, owning) : owning
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
