import type { AddressWords, ClientWords, Dictionary, OptionIntent } from '../../model/dictionary.ts'
import type { ClientIntent } from '../../model/scenario.ts'
import type { SpellContext } from './spell-context.ts'

/** What one scenario is spelled by, client by client. */
export type Spell = {
  readonly words: Dictionary
  readonly client: ClientWords
  readonly context: SpellContext
  /** What the scenario needs that the dictionary has no word for; filled while spelling. */
  readonly lacks: string[]
}

/** Words for a way to give an address; none where none is given. */
export const addressWords = ({ address }: ClientWords, way: ClientIntent['address']): AddressWords | undefined =>
  way === 'default' ? undefined : address[way]

export const ADDRESS = {
  'base-url': 'base URL',
  endpoint: 'endpoint',
  environment: 'environment variable with the address',
} as const

export const WHAT: Readonly<Record<OptionIntent, string>> = {
  apiKey: 'an API key',
  adminKey: 'an admin key',
  token: 'a token as text',
  tokenProvider: 'a token provider',
  identity: 'an Azure identity',
  workloadIdentity: 'a workload identity',
  x509Identity: 'a workload identity by certificate',
  x509Transport: 'a transport that shows a certificate',
  x509Credential: 'a certificate’s credential of its own making',
  headers: 'default header fields',
  query: 'default query parameters',
  organization: 'an organization',
  project: 'a project',
  apiVersion: 'an API version',
  deployment: 'a deployment',
  dataResidency: 'a data residency',
  connectionsAt: 'an address for connections alone',
  maxRetries: 'the number of retries',
  timeoutMs: 'a timeout',
  transport: 'an HTTP client of one’s own',
  agent: 'an agent of node:http',
}
