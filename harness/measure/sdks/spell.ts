import type { Ecosystem } from '../../ecosystems/ecosystem.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import type { ClientWords, Dictionary, OptionIntent } from '../../model/dictionary.ts'
import type { Family } from '../../model/family.ts'
import type { Arg, Invocation, Recipe, RecipeCall, Spelled } from '../../model/recipe.ts'
import type { CallIntent, ClientOptions, Fields, FieldValue, Scenario } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'
import { classOf, modulesOf } from './modules-of.ts'
import type { SpellContext } from './spell-context.ts'

type Named = Record<string, Arg>

/** What a scenario needs that a dictionary has no word for; filled while spelling. */
type Lacks = string[]

/** Turns intent into a recipe by looking the family's words up; knows no SDK itself. */
export const spell = ({ id, dictionaries }: Family, scenario: Scenario, context: SpellContext): Spelled => {
  const words = dictionaries[context.registry]
  if (!words) return { kind: 'unsupported', reason: `${sdk(context)} has no words in the family ${id}.` }
  const client = words.clients[scenario.client.kind]
  const name = client?.names[classOf(context.variant)]
  if (!client || !name) {
    const other = words.elsewhere?.[scenario.client.kind]
    const lack = `no ${scenario.client.kind} client${other ? `: it is in ${other}` : ''}`
    return { kind: 'unsupported', reason: `${sdk(context)} has ${lack}.` }
  }
  const lacks: Lacks = []
  const facts = { words, client, context, lacks }
  const address = client.address[scenario.client.address]
  if (!address) lacks.push(`no ${ADDRESS[scenario.client.address]} for its ${scenario.client.kind} client`)
  const url = context.gatewayUrl + (address?.path ?? '')
  const [module = context.package, ...elseModules] = modulesOf(client.module ?? words.module, context.variant)
  const options = optionsOf(facts, scenario.client)
  const told: Named = {
    ...options.ofClient,
    ...(address?.option ? { [address.option]: url } : {}),
    ...apiVersionOf(client, scenario),
    ...client.always,
  }
  const isModule = client.by === 'module'
  const each = { ...(isModule ? told : {}), ...options.ofRequests }
  const recipe: Recipe = {
    module,
    ...(elseModules.length > 0 ? { elseModules } : {}),
    form: context.variant === '.require' ? 'require' : 'import',
    client: name,
    ...(client.by ? { by: client.by } : {}),
    async: context.variant === '.async',
    construct: isModule ? { args: [], kwargs: {} } : invoke(context.registry, told),
    env: { ...environmentOf(facts, scenario), ...(address?.variable ? { [address.variable]: url } : {}) },
    calls: scenario.calls.flatMap((call) => callOf(facts, call, each)),
    statusOf: words.statusOf,
  }
  return lacks.length === 0
    ? { kind: 'recipe', recipe }
    : { kind: 'unsupported', reason: `${sdk(context)} has ${[...new Set(lacks)].join(', and ')}.` }
}

type Spell = {
  readonly words: Dictionary
  readonly client: ClientWords
  readonly context: SpellContext
  readonly lacks: Lacks
}

const sdk = ({ package: name, registry, version }: SpellContext): string => `${name} ${version} (${registry})`

const ADDRESS = {
  'base-url': 'base URL',
  endpoint: 'endpoint',
  environment: 'environment variable with the address',
} as const

/** What the client is told, and what can be said of its requests alone. */
const optionsOf = (
  spell: Spell,
  { credentials = {}, ...options }: ClientOptions,
): { readonly ofClient: Named; readonly ofRequests: Named } => {
  const { credential, provider } = spell.context
  const { apiKey, token, tokenProvider } = credentials
  const given: Partial<Record<OptionIntent, Arg>> = {
    ...(typeof apiKey === 'string' ? { apiKey: credential(apiKey) } : {}),
    ...(typeof apiKey === 'object' ? { apiKey: { $provider: provider(apiKey.callable) } } : {}),
    ...(token ? { token: credential(token) } : {}),
    ...(tokenProvider ? { tokenProvider: { $provider: provider(tokenProvider) } } : {}),
    ...(options.apiVersion ? { apiVersion: options.apiVersion } : {}),
    ...(options.deployment ? { deployment: options.deployment } : {}),
    ...(options.organization ? { organization: options.organization } : {}),
    ...(options.project ? { project: options.project } : {}),
    ...(options.headers ? { headers: fieldsOf(spell, options.headers) } : {}),
    ...(options.query ? { query: options.query } : {}),
    ...(options.maxRetries === undefined ? {} : { maxRetries: options.maxRetries }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: inUnit(spell.words, options.timeoutMs) }),
  }
  const ofClient: Named = {}
  const ofRequests: Named = {}
  for (const [intent, arg] of Object.entries(given) as [OptionIntent, Arg][]) {
    const word = spell.client.options[intent]
    const requestWord = spell.words.request.options?.[intent]
    const wrap = spell.client.as?.[intent]
    const value = wrap === undefined ? arg : wrapped(wrap, arg)
    if (word) ofClient[word] = value
    else if (requestWord) ofRequests[requestWord] = value
    else spell.lacks.push(`no option for ${WHAT[intent]}`)
  }
  return { ofClient, ofRequests }
}

/** A wrapping with a value in its place. */
const wrapped = (wrap: Arg, value: Arg): Arg => {
  if (typeof wrap !== 'object' || wrap === null) return wrap
  if (Array.isArray(wrap)) return wrap.map((item: Arg) => wrapped(item, value))
  if ('$value' in wrap) return value
  return Object.fromEntries(Object.entries(wrap).map(([name, item]) => [name, wrapped(item as Arg, value)]))
}

const WHAT: Readonly<Record<OptionIntent, string>> = {
  apiKey: 'an API key',
  token: 'a token as text',
  tokenProvider: 'a token provider',
  headers: 'default header fields',
  query: 'default query parameters',
  organization: 'an organization',
  project: 'a project',
  apiVersion: 'an API version',
  deployment: 'a deployment',
  maxRetries: 'the number of retries',
  timeoutMs: 'a timeout',
}

const inUnit = ({ timeoutUnit }: Dictionary, ms: number): number => (timeoutUnit === 's' ? ms / 1000 : ms)

/** The client demands one; a scenario that says none means "whichever". */
const apiVersionOf = ({ apiVersion, options }: ClientWords, { client, environment }: Scenario): Named =>
  apiVersion && options.apiVersion && !client.apiVersion && !environment?.apiVersion
    ? { [options.apiVersion]: apiVersion }
    : {}

const environmentOf = (spell: Spell, { environment = {} }: Scenario): Record<string, string> => {
  const { variables, apiKey, token, ...texts } = environment
  const given = {
    ...(apiKey ? { apiKey: spell.context.credential(apiKey) } : {}),
    ...(token ? { token: spell.context.credential(token) } : {}),
    ...texts,
  }
  const env: Record<string, string> = {}
  for (const [slot, value] of Object.entries(given) as [keyof typeof given, string][]) {
    const variable = spell.client.environment[slot]
    if (variable) env[variable] = value
    else spell.lacks.push(`no environment variable for ${WHAT[slot]}`)
  }
  return { ...env, ...variables }
}

const fieldsOf = (spell: Spell, fields: Fields): Named =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fieldOf(spell, value)]))

const fieldOf = ({ words, context }: Spell, value: FieldValue): Arg => {
  if (value === null) return words.noField
  if (typeof value === 'string') return value
  const text = context.credential(value.credential)
  return value.scheme ? `${value.scheme} ${text}` : text
}

/** @param each what is said of each request */
const callOf = (spell: Spell, call: CallIntent, each: Named): RecipeCall[] => {
  const { words, context } = spell
  const api = words.apis[call.api]
  if (!api) {
    spell.lacks.push(`no ${call.api} API`)
    return []
  }
  const { headers, query, inside } = words.request
  const copied = call.copy && optionsOf(spell, call.copy)
  const request: Named = { ...each, ...copied?.ofRequests }
  if (call.headers && headers !== null)
    request[headers] = { ...objectOf(request[headers]), ...fieldsOf(spell, call.headers) }
  if (call.headers && headers === null) spell.lacks.push('no header fields of one request')
  if (call.query && query !== null) request[query] = call.query
  if (call.query && query === null) spell.lacks.push('no query parameters of one request')
  if (call.copy && words.copy === null) spell.lacks.push('no copy of a client')
  const copy = copied && words.copy !== null && { method: words.copy, ...invoke(context.registry, copied.ofClient) }
  const shared = {
    method: (context.variant === '.async' && api.async) || api.method,
    stream: api.stream,
    times: call.times ?? 1,
    ...(copy ? { copy } : {}),
    ...(api.on ? { on: api.on } : {}),
    ...(api.of ? { of: api.of } : {}),
  }
  const own = inside ? mergedInto(api.body ?? {}, request) : api.body
  const invoked = INVOKE[ecosystems[context.registry].arguments](own, inside ? {} : request)
  return [{ ...shared, ...invoked, args: [...(api.args ?? []), ...invoked.args] }]
}

/** Options by name, and by place: `#1`. */
const invoke = (registry: Registry, named: Named): Invocation => {
  const byPlace = new Map<number, Arg>()
  const byName: Named = {}
  for (const [name, arg] of Object.entries(named)) {
    const [, place, rest] = /^#(\d+)(?:\.(.+))?$/.exec(name) ?? []
    if (place === undefined) byName[name] = arg
    else if (rest === undefined) byPlace.set(Number(place), arg)
    else byPlace.set(Number(place), mergedInto(objectOf(byPlace.get(Number(place))), { [rest]: arg }))
  }
  const places = Array.from({ length: Math.max(-1, ...byPlace.keys()) + 1 }, (_, index) => byPlace.get(index) ?? null)
  const hasNames = Object.keys(byName).length > 0 || places.length === 0
  const { args, kwargs } = INVOKE[ecosystems[registry].arguments](hasNames ? mergedInto({}, byName) : null, {})
  return { args: [...places, ...args], kwargs }
}

const objectOf = (arg: Arg | undefined): Named =>
  typeof arg === 'object' && arg !== null && !Array.isArray(arg) ? { ...(arg as Named) } : {}

/** Members by dotted path: `httpOptions.headers`. */
const mergedInto = (base: Readonly<Named>, named: Named): Named => {
  const out: Named = { ...base }
  for (const [path, arg] of Object.entries(named)) {
    const [first = '', ...rest] = path.split('.')
    out[first] = rest.length === 0 ? arg : mergedInto(objectOf(out[first]), { [rest.join('.')]: arg })
  }
  return out
}

/** What a call takes, and what is said about this one request: objects one behind the other, or keywords side by side. */
const INVOKE = {
  object: (named, more) => ({
    args: [named, Object.keys(more).length > 0 ? mergedInto({}, more) : null].filter((arg) => arg !== null),
    kwargs: {},
  }),
  keywords: (named, more) => ({ args: [], kwargs: mergedInto(named ?? {}, more) }),
} as const satisfies Record<Ecosystem['arguments'], (named: Readonly<Named> | null, more: Named) => Invocation>
