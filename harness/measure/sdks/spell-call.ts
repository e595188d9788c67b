import { ecosystems } from '../../ecosystems/index.ts'
import type { ApiWords, HelperWords, RequestIntent, Slot } from '../../model/dictionary.ts'
import type { Arg, RecipeCall } from '../../model/recipe.ts'
import type { CallIntent } from '../../model/scenario.ts'
import { INVOKE, invoke, mergedInto, type Named, objectOf } from './invocation.ts'
import { fieldsOf } from './spell-fields.ts'
import { attributesOf, inUnit, optionsOf } from './spell-options.ts'
import type { Spell } from './spelling.ts'

/**
 * One call in the family's words; none when it has no such API.
 * @param each what is said of each request
 */
export const callOf = (spell: Spell, call: CallIntent, each: Named): readonly RecipeCall[] => {
  const { words, context, lacks } = spell
  const api = words.apis[call.api]
  if (!api) {
    lacks.push(`no ${call.api} API`)
    return []
  }
  const { body, args } = filled(spell, call, api)
  const copied = call.copy && optionsOf(spell, call.copy)
  const { placed, request } = byPlace(requestOf(spell, call, api, { ...each, ...copied?.ofRequests }))
  const inside = (api.request ?? words.request).inside
  const own = inside ? mergedInto(body ?? {}, request) : body
  const invoked = INVOKE[ecosystems[context.registry].arguments](own, inside ? {} : request)
  const [method = '', ...elseMethods] = methodsOf(spell, api).map((name) => nameByHelper(spell, call, name))
  return [
    {
      method,
      ...(api.where ? { where: api.where } : {}),
      ...(elseMethods.length > 0 ? { elseMethods } : {}),
      stream: api.stream,
      ...readByHelper(spell, call),
      times: call.times ?? 1,
      ...(call.atOnce ? { atOnce: call.atOnce } : {}),
      ...(call.afterMs ? { afterMs: call.afterMs } : {}),
      ...(call.by ? { by: call.by } : {}),
      ...(call.set ? { set: attributesOf(spell, call.set) } : {}),
      ...copyOf(spell, copied?.ofClient, call.copy?.letsGo),
      ...(api.on ? { on: api.on } : {}),
      ...(api.of ? { of: api.of } : {}),
      ...(api.connection ? { connection: api.connection } : {}),
      ...(api.make ? { make: api.make } : {}),
      ...invoked,
      args: [...args.map((arg, place) => mergedAt(arg, placed.get(place))), ...invoked.args],
    },
  ]
}

/** What is said of one request, and what of it stands in the arguments that are given by place: `#0.options.headers`. */
const byPlace = (named: Named): { readonly placed: ReadonlyMap<number, Named>; readonly request: Named } => {
  const placed = new Map<number, Named>()
  const request: Named = {}
  for (const [name, arg] of Object.entries(named)) {
    const [, place, member = ''] = /^#(\d+)\.(.+)$/.exec(name) ?? []
    if (place === undefined) request[name] = arg
    else placed.set(Number(place), { ...placed.get(Number(place)), [member]: arg })
  }
  return { placed, request }
}

const mergedAt = (arg: Arg, members: Named | undefined): Arg => (members ? mergedInto(objectOf(arg), members) : arg)

const copyOf = (spell: Spell, told: Named | undefined, letsGo: true | undefined): Pick<RecipeCall, 'copy'> => {
  const { copy: method } = spell.words
  if (!told) return {}
  if (method !== null)
    return { copy: { method, ...invoke(spell.context.registry, told), ...(letsGo ? { letsGo } : {}) } }
  spell.lacks.push('no copy of a client')
  return {}
}

/** What is said of this one request. */
const requestOf = (spell: Spell, call: CallIntent, api: ApiWords, each: Named): Named => {
  const words = api.request ?? spell.words.request
  const { headers, headersAs, query } = call
  const request: Named = { ...each }
  if (headers && words.headers !== null) {
    const own = fieldsOf(spell, headers, headersAs)
    request[words.headers] = headersAs ? own : { ...objectOf(request[words.headers]), ...objectOf(own) }
  }
  if (headers && words.headers === null) spell.lacks.push('no header fields of one request')
  if (query && words.query !== null) request[words.query] = query
  if (query && words.query === null) spell.lacks.push('no query parameters of one request')
  for (const [intent, what] of Object.entries(OF_ONE) as [RequestIntent, string][]) {
    const value = call[intent]
    const word = words[intent]
    if (value === undefined) continue
    if (word === undefined) spell.lacks.push(`no ${what} of one request`)
    else request[word] = intent === 'timeoutMs' ? inUnit(spell, Number(value)) : value
  }
  return request
}

const OF_ONE: Readonly<Record<RequestIntent, string>> = {
  timeoutMs: 'timeout',
  maxRetries: 'number of retries',
  followRedirects: 'word for redirects',
  idempotencyKey: 'idempotency key',
}

/** Arguments of the API with what the call says in their open places. */
const filled = (spell: Spell, call: CallIntent, { body, args = [] }: ApiWords) => {
  const said: Partial<Record<Slot, Arg>> = {
    ...(call.model === undefined ? {} : { model: call.model }),
    ...(call.id === undefined ? {} : { id: idOf(call.id) }),
    ...(call.path === undefined ? {} : { path: pathOf(spell, call.path) }),
    ...(call.file === undefined ? {} : { file: call.file }),
  }
  const used = new Set<string>()
  const fill = (arg: Arg): Arg => {
    if (typeof arg !== 'object' || arg === null) return arg
    if (isList(arg)) return arg.map(fill)
    if (isSlot(arg)) {
      used.add(arg.$slot)
      return arg.$slot in said ? (said[arg.$slot] ?? null) : (arg.else ?? '')
    }
    return Object.fromEntries(Object.entries(arg).map(([name, value]) => [name, fill(value as Arg)]))
  }
  const own = body === null ? null : (fill(body) as Named)
  const all = { args: args.map(fill), body: call.body ? { ...own, ...(call.body as Named) } : own }
  for (const slot of Object.keys(said)) if (!used.has(slot)) spell.lacks.push(`no ${slot} in its ${call.api} API`)
  return all
}

const idOf = (id: NonNullable<CallIntent['id']> | null): Arg =>
  typeof id === 'object' && id !== null ? { $nothing: true } : id

const isList = (arg: object): arg is readonly Arg[] => Array.isArray(arg)
const isSlot = (arg: object): arg is { readonly $slot: Slot; readonly else?: Arg } => '$slot' in arg

const pathOf = ({ context }: Spell, path: NonNullable<CallIntent['path']>): string => {
  if (typeof path === 'string') return path
  return (path.at === 'gateway' ? context.gatewayUrl : context.otherOriginUrl) + path.path
}

const methodsOf = ({ context }: Spell, { method, async }: ApiWords): readonly string[] => {
  if (context.variant === '.async' && async) return [async]
  return typeof method === 'string' ? [method] : method
}

const helperWords = ({ words }: Spell, { helper }: CallIntent): HelperWords | undefined =>
  helper && words.helpers?.[helper]

/** How the answer is read, where a helper does it. */
const readByHelper = (spell: Spell, call: CallIntent): Partial<RecipeCall> => {
  if (!call.helper) return {}
  const words = helperWords(spell, call)
  if (!words) {
    spell.lacks.push(`no helper for a ${call.helper.replace('-', ' ')}`)
    return {}
  }
  if ('after' in words) return { stream: false, after: words.after }
  return { stream: false, ...(words.enter ? { enter: words.enter } : {}) }
}

const nameByHelper = (spell: Spell, call: CallIntent, method: string): string => {
  const words = helperWords(spell, call)
  return words && 'before' in words ? method.replace(/([^.]+)$/, `${words.before}.$1`) : method
}
