import type { Family } from '../../model/family.ts'
import type { Recipe, RecipeClient, Spelled } from '../../model/recipe.ts'
import type { ClientIntent, Scenario } from '../../model/scenario.ts'
import { invoke, type Named } from './invocation.ts'
import { classOf, modulesOf } from './modules-of.ts'
import { callOf } from './spell-call.ts'
import type { SpellContext } from './spell-context.ts'
import { environmentOf } from './spell-environment.ts'
import { fieldsOf } from './spell-fields.ts'
import { addressOf, optionsOf } from './spell-options.ts'
import { ADDRESS, addressWords, type Spell } from './spelling.ts'

/** Turns intent into a recipe by looking the family's words up; knows no SDK itself. */
export const spell = ({ id, dictionaries }: Family, scenario: Scenario, context: SpellContext): Spelled => {
  const words = dictionaries[context.registry]
  if (!words) return { kind: 'unsupported', reason: `${sdk(context)} has no words in the family ${id}.` }
  const lacks: string[] = []
  const clientFor = (intent: ClientIntent): Client | string => {
    const client = words.clients[intent.kind]
    const name = client?.names[classOf(context.variant)]
    if (!client || !name) {
      const other = words.elsewhere?.[intent.kind]
      return `no ${intent.kind} client${other ? `: it is in ${other}` : ''}`
    }
    const facts = { words, client, context, lacks }
    const { told, ofRequests, subclass } = toldOf(facts, intent, scenario)
    const isModule = client.by === 'module'
    return {
      facts,
      made: {
        client: name,
        ...(client.by ? { by: client.by } : {}),
        ...(subclass ? { subclass } : {}),
        construct: isModule ? { args: [], kwargs: {} } : invoke(context.registry, told),
      },
      each: { ...(isModule ? told : {}), ...ofRequests },
    }
  }
  const first = clientFor(scenario.client)
  if (typeof first === 'string') return { kind: 'unsupported', reason: `${sdk(context)} has ${first}.` }
  const second = scenario.second && clientFor(scenario.second)
  if (typeof second === 'string') return { kind: 'unsupported', reason: `${sdk(context)} has ${second}.` }
  const { facts, made, each } = first
  const [module = context.package, ...elseModules] = modulesOf(facts.client.module ?? words.module, context.variant)
  const env = environmentOf(facts, scenario)
  const recipe: Recipe = {
    module,
    ...(elseModules.length > 0 ? { elseModules } : {}),
    form: context.variant === '.require' ? 'require' : 'import',
    ...made,
    ...(second ? { second: second.made } : {}),
    async: context.variant === '.async',
    ...(addressWords(facts.client, scenario.client.address)?.readAt === 'import' ? { alone: true as const } : {}),
    env: { ...words.variables, ...env },
    calls: scenario.calls.flatMap((call) =>
      call.by === 'second' && second ? callOf(second.facts, call, second.each) : callOf(facts, call, each),
    ),
    statusOf: words.statusOf,
  }
  return lacks.length === 0
    ? { kind: 'recipe', recipe }
    : { kind: 'unsupported', reason: `${sdk(context)} has ${[...new Set(lacks)].join(', and ')}.` }
}

/** Without its version, beside which it always stands: what a thousand versions lack is one result. */
const sdk = ({ package: name, registry }: SpellContext): string => `${name} (${registry})`

type Client = {
  readonly facts: Spell
  readonly made: RecipeClient
  /** What is said at each of its requests. */
  readonly each: Named
}

/** A base URL that is none. */
const SAID = { nothing: { $nothing: true }, null: null, empty: '' } as const

/** What a client is told, and what can be said of its requests alone. */
const toldOf = (spell: Spell, intent: ClientIntent, scenario: Scenario) => {
  const { client, lacks } = spell
  const { address: way, addressEnd, addressSaid, kind: _, subclass, subclassLater, ...rest } = intent
  const address = addressWords(client, way)
  if (!address && way !== 'default') lacks.push(`no ${ADDRESS[way]} for its ${intent.kind} client`)
  const option = client.address['base-url']?.option
  if (addressSaid && !option) lacks.push('no option for a base URL that is not set')
  const isLater = subclassLater && client.authentication?.as === 'method'
  if (subclassLater && !isLater) lacks.push('no method that a class of one’s own authenticates by later')
  if (subclass && !client.authentication) lacks.push('no member that a class of one’s own authenticates by')
  const { ofClient, ofRequests } = optionsOf(spell, rest)
  const told: Named = {
    ...ofClient,
    ...(addressSaid && option ? { [option]: SAID[addressSaid] } : {}),
    ...(address?.option ? { [address.option]: addressOf(spell, address, addressEnd) } : {}),
    ...apiVersionOf(spell, intent, scenario),
    ...client.always,
  }
  return {
    told,
    ofRequests,
    subclass: subclass &&
      client.authentication && {
        ...client.authentication,
        ...(isLater ? { as: 'later' as const } : {}),
        value: fieldsOf(spell, subclass),
      },
  }
}

/** The client demands one; a scenario that says none means "whichever". */
const apiVersionOf = (
  { client: { apiVersion, options } }: Spell,
  intent: ClientIntent,
  { environment }: Scenario,
): Named =>
  apiVersion && options.apiVersion && !intent.apiVersion && !environment?.apiVersion
    ? { [options.apiVersion]: apiVersion }
    : {}
