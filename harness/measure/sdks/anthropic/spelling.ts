import type { Dictionary } from '../dictionary.ts'
import { apisWith, clientsWith } from './words.ts'

const node = clientsWith({
  vendor: { '': 'Anthropic' },
  foundry: { '': 'AnthropicFoundry' },
  options: {
    apiKey: 'apiKey',
    token: 'authToken',
    tokenProvider: 'azureADTokenProvider',
    headers: 'defaultHeaders',
    query: 'defaultQuery',
    maxRetries: 'maxRetries',
    timeoutMs: 'timeout',
  },
  baseUrl: 'baseURL',
})

const python = clientsWith({
  vendor: { '': 'Anthropic', '.async': 'AsyncAnthropic' },
  foundry: { '': 'AnthropicFoundry', '.async': 'AsyncAnthropicFoundry' },
  options: {
    apiKey: 'api_key',
    token: 'auth_token',
    tokenProvider: 'azure_ad_token_provider',
    headers: 'default_headers',
    query: 'default_query',
    maxRetries: 'max_retries',
    timeoutMs: 'timeout',
  },
  baseUrl: 'base_url',
})

/** On npm each client is a package of its own. */
export const SDK = '@anthropic-ai/sdk'
export const FOUNDRY = '@anthropic-ai/foundry-sdk'

/** Anthropic's SDKs' own words. Sources: the `ClientOptions` and constructors of the published packages. */
export const npm: Dictionary = {
  clients: { vendor: node.vendor },
  elsewhere: { foundry: FOUNDRY },
  apis: apisWith('messages.countTokens'),
  request: { headers: 'headers', query: 'query' },
  copy: 'withOptions',
  noField: null,
  statusOf: 'status',
  timeoutUnit: 'ms',
}

export const pypi: Dictionary = {
  module: 'anthropic',
  clients: python,
  apis: apisWith('messages.count_tokens'),
  request: { headers: 'extra_headers', query: 'extra_query' },
  copy: 'with_options',
  noField: { $new: ['Omit', '_types.Omit'] },
  statusOf: 'status_code',
  timeoutUnit: 's',
}

/** The Foundry client brings the SDK along as a dependency, but does not hand its plain client on. */
export const foundryNpm: Dictionary = {
  ...npm,
  clients: { foundry: node.foundry },
  elsewhere: { vendor: SDK },
}
