import type { Ecosystem } from '../../ecosystems/ecosystem.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import type { ClientWords, Dictionary, OptionIntent } from '../../model/dictionary.ts'
import type { Family } from '../../model/family.ts'
import { listed } from '../../model/listed.ts'
import type { Role } from '../../model/role.ts'
import type { ClientOptions, EnvironmentIntent, Fields, Scenario } from '../../model/scenario.ts'
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
  const address = kind.address[client.address]
  const place = address?.option ? `\`${argument(registry, address.option)}\`` : `\`${address?.variable}\``
  return listed([...new Set(ways)]) + (client.address === 'base-url' ? '' : `, with the address in ${place}`)
}

type Speak = { readonly words: Dictionary; readonly client: ClientWords; readonly registry: Registry }

const WHAT: Readonly<Record<Role, string>> = {
  'api-key': 'the API key',
  'entra-token': 'the Entra token',
  'subscription-key': 'the subscription key',
  'auth-token': 'the auth token',
}

const optionWays = ({ client, registry }: Speak, { credentials = {}, headers }: ClientOptions): string[] => {
  const { apiKey, token, tokenProvider } = credentials
  const as = (intent: OptionIntent): string => `as \`${argument(registry, client.options[intent] ?? intent)}\``
  return [
    ...(typeof apiKey === 'string' ? [`pass ${WHAT[apiKey]} ${as('apiKey')}`] : []),
    ...(typeof apiKey === 'object' ? [`pass a function that returns ${WHAT[apiKey.callable]} ${as('apiKey')}`] : []),
    ...(token ? [`pass ${WHAT[token]} ${as('token')}`] : []),
    ...(tokenProvider ? [`pass a function that returns ${WHAT[tokenProvider]} ${as('tokenProvider')}`] : []),
    ...fieldWays('the default header', headers),
  ]
}

const environmentWays = ({ environment }: ClientWords, given: EnvironmentIntent = {}): string[] =>
  (['apiKey', 'token'] as const).flatMap((slot) => {
    const [variable, role] = [environment[slot], given[slot]]
    return variable && role ? [`set \`${variable}\` to ${WHAT[role]}`] : []
  })

/** Plain text is part of what is asked, not of who asks. */
const fieldWays = (what: string, fields: Fields = {}): string[] =>
  Object.entries(fields).flatMap(([name, value]) => {
    if (typeof value === 'string') return []
    if (value === null) return [`send no \`${name}\``]
    return [`add ${what} \`${name}\` with ${value.scheme ? `\`${value.scheme}\` and ` : ''}${WHAT[value.credential]}`]
  })

const ARGUMENT = {
  object: (name) => name,
  keywords: (name) => `${name}=`,
} as const satisfies Record<Ecosystem['arguments'], (name: string) => string>

/** An option as a call in this registry's language writes it: `apiKey`, `api_key=`. */
export const argument = (registry: Registry, name: string): string => ARGUMENT[ecosystems[registry].arguments](name)
