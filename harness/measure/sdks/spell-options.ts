import type { AddressWords, OptionIntent } from '../../model/dictionary.ts'
import type { Arg } from '../../model/recipe.ts'
import type { ClientOptions, Transport } from '../../model/scenario.ts'
import type { Named } from './invocation.ts'
import { proxyOf } from './spell-context.ts'
import { credentialText, fieldsOf, providerOf } from './spell-fields.ts'
import { type Spell, WHAT } from './spelling.ts'

/** What the client is told, and what can be said of its requests alone, by the family's names; what has none is lacking. */
export const optionsOf = (
  spell: Spell,
  options: ClientOptions,
): { readonly ofClient: Named; readonly ofRequests: Named } => {
  const ofClient: Named = {}
  const ofRequests: Named = {}
  for (const [intent, arg] of givenIn(spell, options)) {
    const word = spell.client.options[intent]
    const requestWord = spell.words.request.options?.[intent]
    const wrap = spell.client.as?.[intent]
    const value = wrap === undefined ? arg : wrapped(wrap, arg)
    if (word) ofClient[word] = value
    else if (requestWord) ofRequests[requestWord] = value
    else spell.lacks.push(`no option for ${WHAT[intent]}`)
  }
  if (options.addressEnd !== undefined) {
    const address = spell.client.address['base-url']
    if (address?.option) ofClient[address.option] = addressOf(spell, address, options.addressEnd)
    else spell.lacks.push('no option for another base URL')
  }
  return { ofClient, ofRequests }
}

/** Attributes of a client that is there already, by which the same is said. */
export const attributesOf = (spell: Spell, options: ClientOptions): Named => {
  const named: Named = {}
  for (const [intent, arg] of givenIn(spell, options)) {
    const word = spell.client.attributes?.[intent]
    if (word) named[word] = arg
    else spell.lacks.push(`no attribute for ${WHAT[intent]}`)
  }
  if (options.addressEnd !== undefined) {
    const address = spell.client.address['base-url']
    const word = spell.client.attributes?.address
    if (address && word) named[word] = addressOf(spell, address, options.addressEnd)
    else spell.lacks.push('no attribute for its base URL')
  }
  return named
}

/** The address of the gateway as the client is told it. */
export const addressOf = ({ context }: Spell, { path }: AddressWords, end = ''): string =>
  context.gatewayUrl + path + end

const givenIn = (
  spell: Spell,
  { credentials = {}, ...options }: ClientOptions,
): readonly (readonly [OptionIntent, Arg])[] => {
  const { apiKey, adminKey, token, tokenProvider, identity, workloadIdentity } = credentials
  const { headers, headersAs, query, maxRetries, timeoutMs, transport } = options
  const given: Partial<Record<OptionIntent, Arg>> = {
    ...(apiKey === undefined
      ? {}
      : {
          apiKey:
            typeof apiKey === 'object' && 'callable' in apiKey
              ? providerOf(spell, apiKey.callable)
              : credentialText(spell, apiKey),
        }),
    ...(adminKey === undefined ? {} : { adminKey: credentialText(spell, adminKey) }),
    ...(token === undefined ? {} : { token: credentialText(spell, token) }),
    ...(tokenProvider ? { tokenProvider: providerOf(spell, tokenProvider) } : {}),
    ...(identity ? { identity } : {}),
    ...(workloadIdentity ? { workloadIdentity: providerOf(spell, workloadIdentity) } : {}),
    ...(options.apiVersion ? { apiVersion: options.apiVersion } : {}),
    ...(options.deployment ? { deployment: options.deployment } : {}),
    ...(options.organization ? { organization: options.organization } : {}),
    ...(options.project ? { project: options.project } : {}),
    ...(options.dataResidency ? { dataResidency: options.dataResidency } : {}),
    ...(headers ? { headers: fieldsOf(spell, headers, headersAs) } : {}),
    ...(query ? { query } : {}),
    ...(maxRetries === undefined ? {} : { maxRetries }),
    ...(timeoutMs === undefined ? {} : { timeoutMs: inUnit(spell, timeoutMs) }),
    ...(transport ? { transport: transportOf(spell, transport) } : {}),
    ...(options.agent
      ? { agent: { $agent: options.agent === 'proxied' ? { proxy: proxyOf(spell.context) } : options.agent } }
      : {}),
  }
  return Object.entries(given) as [OptionIntent, Arg][]
}

/** Milliseconds in the unit of the SDK's language. */
export const inUnit = ({ words }: Spell, ms: number): number => (words.timeoutUnit === 's' ? ms / 1000 : ms)

/** Its own authentication is a token of its own, so that one sees whose it is. */
const transportOf = ({ context }: Spell, kind: Transport): Arg => ({
  $transport: {
    kind,
    ...(kind === 'own-auth' ? { authorization: `Bearer ${context.credential('auth-token')}` } : {}),
    ...(kind === 'proxied' ? { proxy: proxyOf(context) } : {}),
  },
})

/** An SDK may count another thing: attempts, and not what follows the first. */
const plus = ({ $plus = 0 }: { readonly $plus?: unknown }): number => (typeof $plus === 'number' ? $plus : 0)

/** A wrapping with a value in its place. */
const wrapped = (wrap: Arg, value: Arg): Arg => {
  if (typeof wrap !== 'object' || wrap === null) return wrap
  if (Array.isArray(wrap)) return wrap.map((item: Arg) => wrapped(item, value))
  if ('$value' in wrap) return typeof value === 'number' ? value + plus(wrap) : value
  return Object.fromEntries(Object.entries(wrap).map(([name, item]) => [name, wrapped(item as Arg, value)]))
}
