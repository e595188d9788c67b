import type { ApiWords, ClientWords, Dictionary, RequestIntent } from '../../model/dictionary.ts'
import {
  type CallIntent,
  type ClientIntent,
  type ClientOptions,
  type CopyOptions,
  isNamedTransport,
  type Scenario,
} from '../../model/scenario.ts'

/** Can a dictionary spell all that a scenario asks for? */
export const hasWords = (words: Dictionary, { client, second, environment = {}, calls }: Scenario): boolean => {
  const { variables: _, ...slots } = environment
  const own = words.clients[client.kind]
  if (!own || !Object.keys(slots).every((slot) => slot in own.environment)) return false
  return (
    [client, ...(second ? [second] : [])].every((wanted) => hasClient(words, wanted)) &&
    calls.every((call) => hasCall(words, own, call))
  )
}

const hasClient = (words: Dictionary, intent: ClientIntent): boolean => {
  const { kind, address, addressSaid, subclass, subclassLater, ...options } = intent
  const client = words.clients[kind]
  return (
    client !== undefined &&
    (address === 'default' || client.address[address] !== undefined) &&
    !(addressSaid && !client.address['base-url']?.option) &&
    !(subclass && !client.authentication) &&
    !(subclassLater && client.authentication?.as !== 'method') &&
    slotsOf(options).every((slot) => isOption(words, client, slot)) &&
    hasTransport(words, options)
  )
}

/** Of those that are known by a name of the family's. */
const hasTransport = ({ transports }: Dictionary, { transport }: ClientOptions): boolean =>
  transport === undefined || !isNamedTransport(transport) || transports?.[transport] !== undefined

const hasCall = (words: Dictionary, client: ClientWords, call: CallIntent): boolean => {
  const api = words.apis[call.api]
  if (!api) return false
  const request = api.request ?? words.request
  return (
    !(call.copy && (words.copy === null || !slotsOf(call.copy).every((slot) => isOption(words, client, slot)))) &&
    !(call.copy?.addressEnd !== undefined && !client.address['base-url']?.option) &&
    !(call.set?.addressEnd !== undefined && !client.attributes?.address) &&
    !(call.set && !slotsOf(call.set).every((slot) => slot in (client.attributes ?? {}))) &&
    !(call.headers && request.headers === null) &&
    !(call.query && request.query === null) &&
    !(call.helper && !words.helpers?.[call.helper]) &&
    OF_ONE.every((intent) => call[intent] === undefined || intent in request) &&
    SLOTS.every((slot) => call[slot] === undefined || hasSlot(api, slot))
  )
}

const OF_ONE = [
  'timeoutMs',
  'maxRetries',
  'followRedirects',
  'idempotencyKey',
] as const satisfies readonly RequestIntent[]
const SLOTS = ['model', 'id', 'path', 'file'] as const

const hasSlot = ({ args, body }: ApiWords, slot: string): boolean =>
  JSON.stringify([args, body]).includes(`"$slot":"${slot}"`)

const isOption = (words: Dictionary, client: ClientWords, slot: string): boolean =>
  slot in client.options || slot in (words.request.options ?? {})

/** How they are handed over, the end of an address, and what becomes of the original need no word of their own. */
const slotsOf = ({
  credentials = {},
  headersAs: _,
  addressEnd: __,
  letsGo: ___,
  ...options
}: CopyOptions): readonly string[] => [...Object.keys(credentials), ...Object.keys(options)]
