import type { AddressWords, OptionIntent } from '../../model/dictionary.ts'
import type { Arg } from '../../model/recipe.ts'
import {
  type ClientOptions,
  type CredentialSlots,
  isNamedTransport,
  type NamedTransport,
  type OwnTransport,
  type Transport,
  type X509Identity,
} from '../../model/scenario.ts'
import type { Named } from './invocation.ts'
import { certificateIn, proxyOf } from './spell-context.ts'
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

/** The same for what opens connections alone. */
const connectionsAt = ({ context }: Spell, end: string): string => context.gatewayUrl.replace(/^http/, 'ws') + end

const givenIn = (
  spell: Spell,
  { credentials = {}, ...options }: ClientOptions,
): readonly (readonly [OptionIntent, Arg])[] => {
  const { apiKey, adminKey, token, tokenProvider, identity, workloadIdentity } = credentials
  const { headers, headersAs, query, maxRetries, timeoutMs } = options
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
    ...(workloadIdentity && !isX509(workloadIdentity) ? { workloadIdentity: providerOf(spell, workloadIdentity) } : {}),
    ...(options.apiVersion ? { apiVersion: options.apiVersion } : {}),
    ...(options.deployment ? { deployment: options.deployment } : {}),
    ...(options.organization ? { organization: options.organization } : {}),
    ...(options.project ? { project: options.project } : {}),
    ...(options.dataResidency ? { dataResidency: options.dataResidency } : {}),
    ...(options.connectionsAt === undefined ? {} : { connectionsAt: connectionsAt(spell, options.connectionsAt) }),
    ...(headers ? { headers: fieldsOf(spell, headers, headersAs) } : {}),
    ...(query ? { query } : {}),
    ...(maxRetries === undefined ? {} : { maxRetries }),
    ...(timeoutMs === undefined ? {} : { timeoutMs: inUnit(spell, timeoutMs) }),
    ...connectionsOf(spell, credentials, options),
  }
  return Object.entries(given) as [OptionIntent, Arg][]
}

/** What the client's connections are made by, where the program has a say in it. */
const connectionsOf = (
  spell: Spell,
  { certificate, workloadIdentity }: CredentialSlots,
  { transport, agent }: ClientOptions,
): Partial<Record<OptionIntent, Arg>> => {
  const { context, client } = spell
  const shown = certificate && { ...certificateIn(context, certificate) }
  const x509 = isX509(workloadIdentity) ? workloadIdentity.x509 : undefined
  if (x509 === 'credential') return { x509Credential: { ...shown } }
  const isByTransport = x509 !== undefined && client.options.x509Transport !== undefined
  const handedOver = transport ?? (shown && !agent && !isByTransport ? 'plain' : undefined)
  return {
    ...(x509 ? { x509Identity: true } : {}),
    ...(isByTransport ? { x509Transport: { ...shown } } : {}),
    ...(handedOver ? { transport: transportOf(spell, handedOver, agent || isByTransport ? undefined : shown) } : {}),
    ...(agent ? { agent: agentOf(spell, agent, shown) } : {}),
  }
}

const isX509 = (given: CredentialSlots['workloadIdentity']): given is X509Identity =>
  typeof given === 'object' && 'x509' in given

const agentOf = ({ context }: Spell, kind: NonNullable<ClientOptions['agent']>, shown?: Arg): Arg => ({
  $agent: {
    ...(kind === 'proxied' ? { proxy: proxyOf(context) } : {}),
    ...(shown === undefined ? {} : { certificate: shown }),
  },
})

/** Milliseconds in the unit of the SDK's language. */
export const inUnit = ({ words }: Spell, ms: number): number => (words.timeoutUnit === 's' ? ms / 1000 : ms)

/** Its own authentication is a token of its own, so that one sees whose it is. */
const transportOf = (spell: Spell, kind: Transport, shown?: Arg): Arg =>
  isNamedTransport(kind) ? namedTransport(spell, kind) : ownTransport(spell, kind, shown)

const NAMED: Readonly<Record<NamedTransport, string>> = {
  'of-sdk': 'no HTTP client of its own to be handed over',
  'of-sdk-aiohttp': 'no HTTP client of its own by way of aiohttp',
  httpx: 'no place for a client of httpx',
  httpx2: 'no place for a client of httpx2',
}

const namedTransport = ({ words, context, lacks }: Spell, kind: NamedTransport): Arg => {
  const made = words.transports?.[kind]?.[context.variant]
  if (made === undefined) lacks.push(NAMED[kind])
  return made ?? null
}

const ownTransport = ({ context }: Spell, kind: OwnTransport, shown?: Arg): Arg => ({
  $transport: {
    kind,
    ...(kind === 'own-auth' ? { authorization: `Bearer ${context.credential('auth-token')}` } : {}),
    ...(kind === 'proxied' ? { proxy: proxyOf(context) } : {}),
    ...(shown === undefined ? {} : { certificate: shown }),
  },
})

/** An SDK may count another thing: attempts, and not what follows the first. */
const plus = ({ $plus = 0 }: { readonly $plus?: unknown }): number => (typeof $plus === 'number' ? $plus : 0)

/** What a program has not set, where there is none. */
const memberOf = (value: Arg, name: string): Arg =>
  Object.entries(typeof value === 'object' && value !== null ? value : {}).find(([key]) => key === name)?.[1] ?? {
    $nothing: true,
  }

/** A wrapping with a value in its place. */
const wrapped = (wrap: Arg, value: Arg): Arg => {
  if (typeof wrap !== 'object' || wrap === null) return wrap
  if (Array.isArray(wrap)) return wrap.map((item: Arg) => wrapped(item, value))
  if ('$value' in wrap && typeof wrap.$value === 'string') return memberOf(value, wrap.$value)
  if ('$value' in wrap) return typeof value === 'number' ? value + plus(wrap) : value
  return Object.fromEntries(Object.entries(wrap).map(([name, item]) => [name, wrapped(item as Arg, value)]))
}
