import type { Ecosystem } from '../../ecosystems/ecosystem.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import type { ClientWords, Dictionary, OptionIntent } from '../../model/dictionary.ts'
import type { Family } from '../../model/family.ts'
import { listed } from '../../model/listed.ts'
import type { Role } from '../../model/role.ts'
import type {
  ClientIntent,
  ClientOptions,
  CredentialText,
  EnvironmentIntent,
  Fields,
  Provided,
  Scenario,
} from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'

/**
 * The way a scenario hands over its credentials, short, in an SDK's words: `pass the Entra token as `azure_ad_token=``;
 * completes "…, or …". Empty where it has none.
 */
export const remedyText = (
  { dictionaries }: Family,
  { client, environment, calls }: Scenario,
  registry: Registry,
): string => {
  const words = dictionaries[registry]
  const kind = words?.clients[client.kind]
  if (!words || !kind) return ''
  const speak = { words, client: kind, registry }
  const ways = [
    ...optionWays(speak, client),
    ...environmentWays(kind, environment),
    ...calls.flatMap(({ headers, copy }) => [
      ...fieldWays('the header', headers).map(
        (way) => `${way}, for this one request (\`${argument(registry, words.request.headers ?? '')}\`)`,
      ),
      ...(copy ? optionWays(speak, copy).map((way) => `${way} on a copy (\`${words.copy}\`)`) : []),
    ]),
  ]
  return listed([...new Set(ways)]) + placeOf(kind, client.address, registry)
}

const placeOf = ({ address }: ClientWords, way: ClientIntent['address'], registry: Registry): string => {
  if (way === 'base-url') return ''
  if (way === 'default') return ', with no address'
  const words = address[way]
  const place = words?.option ? argument(registry, words.option) : words?.variable
  return `, with the address in \`${place}\``
}

type Speak = { readonly words: Dictionary; readonly client: ClientWords; readonly registry: Registry }

const WHAT: Readonly<Record<Role, string>> = {
  'api-key': 'the API key',
  'entra-token': 'the Entra token',
  'subscription-key': 'the subscription key',
  'auth-token': 'the auth token',
  'admin-key': 'the admin key',
}

const providedText = (given: Provided): string => {
  if (typeof given === 'string') return WHAT[given]
  return 'text' in given ? `\`${JSON.stringify(given.text)}\`` : WHAT[given.of]
}

const optionWays = ({ client, registry }: Speak, { credentials = {}, headers }: ClientOptions): string[] => {
  const { apiKey, adminKey, token, tokenProvider, workloadIdentity, certificate } = credentials
  const as = (intent: OptionIntent): string => `as \`${argument(registry, client.options[intent] ?? intent)}\``
  const isFunction = typeof apiKey === 'object' && 'callable' in apiKey
  const provided = (given: Provided | undefined, intent: OptionIntent): string[] =>
    given ? [`pass a function that returns ${providedText(given)} ${as(intent)}`] : []
  const text = (given: CredentialText | undefined, intent: OptionIntent): string[] =>
    toldOf(given).map((what) => `pass ${what} ${as(intent)}`)
  return [
    ...(isFunction ? provided(apiKey.callable, 'apiKey') : text(apiKey, 'apiKey')),
    ...text(adminKey, 'adminKey'),
    ...text(token, 'token'),
    ...provided(tokenProvider, 'tokenProvider'),
    ...(typeof workloadIdentity === 'object' && 'x509' in workloadIdentity
      ? ['prove the workload by its certificate']
      : provided(workloadIdentity, 'workloadIdentity')),
    ...(certificate ? [`show ‹${certificate}› where a certificate is asked for`] : []),
    ...fieldWays('the default header', headers),
  ]
}

/** What stands in a credential's place, where it is one. */
const toldOf = (given: CredentialText | undefined): readonly string[] => {
  if (given === undefined) return []
  if (typeof given === 'string') return [WHAT[given]]
  return 'credential' in given ? [WHAT[given.credential]] : []
}

const environmentWays = ({ environment }: ClientWords, given: EnvironmentIntent = {}): string[] =>
  (['apiKey', 'adminKey', 'token'] as const).flatMap((slot) => {
    const variable = environment[slot]
    return variable ? toldOf(given[slot]).map((what) => `set \`${variable}\` to ${what}`) : []
  })

/** Plain text is part of what is asked, not of who asks. */
const fieldWays = (what: string, fields: Fields = {}): string[] =>
  Object.entries(fields).flatMap(([name, value]) => {
    if (value === null) return [`send no \`${name}\``]
    if (typeof value === 'string' || !('credential' in value)) return []
    return [`add ${what} \`${name}\` with ${value.scheme ? `\`${value.scheme}\` and ` : ''}${WHAT[value.credential]}`]
  })

const ARGUMENT = {
  object: (name) => name,
  keywords: (name) => `${name}=`,
} as const satisfies Record<Ecosystem['arguments'], (name: string) => string>

/** An option as a call in this registry's language writes it: `apiKey`, `api_key=`. */
export const argument = (registry: Registry, name: string): string => ARGUMENT[ecosystems[registry].arguments](name)
