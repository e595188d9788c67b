import type { Arg } from '../../../model/recipe.ts'
import type { ApiWords, Dictionary } from '../dictionary.ts'

const chat = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Say hello.' }] } satisfies Record<string, Arg>

const apis = {
  chat: { method: 'chat.completions.create', body: chat, stream: false },
  'chat-stream': { method: 'chat.completions.create', body: { ...chat, stream: true }, stream: true },
  responses: { method: 'responses.create', body: { model: 'gpt-4o', input: 'Say hello.' }, stream: false },
  embeddings: { method: 'embeddings.create', body: { model: 'text-embedding-3-small', input: 'hello' }, stream: false },
  models: { method: 'models.list', body: null, stream: false },
} satisfies Readonly<Record<string, ApiWords>>

/** The Azure clients demand one. The newest that is generally available: https://learn.microsoft.com/azure/ai-services/openai/api-version-deprecation */
const apiVersion = '2024-10-21'

/** The openai SDK's own words. Sources: the `ClientOptions` and constructors of the published packages. */
export const npm: Dictionary = {
  clients: {
    vendor: {
      names: { '': 'OpenAI' },
      options: {
        apiKey: 'apiKey',
        headers: 'defaultHeaders',
        query: 'defaultQuery',
        organization: 'organization',
        project: 'project',
        maxRetries: 'maxRetries',
        timeoutMs: 'timeout',
      },
      environment: { apiKey: 'OPENAI_API_KEY', organization: 'OPENAI_ORG_ID', project: 'OPENAI_PROJECT_ID' },
      address: {
        'base-url': { option: 'baseURL', path: '/v1' },
        environment: { variable: 'OPENAI_BASE_URL', path: '/v1' },
      },
    },
    azure: {
      names: { '': 'AzureOpenAI' },
      options: {
        apiKey: 'apiKey',
        tokenProvider: 'azureADTokenProvider',
        headers: 'defaultHeaders',
        query: 'defaultQuery',
        organization: 'organization',
        project: 'project',
        apiVersion: 'apiVersion',
        deployment: 'deployment',
        maxRetries: 'maxRetries',
        timeoutMs: 'timeout',
      },
      environment: {
        apiKey: 'AZURE_OPENAI_API_KEY',
        organization: 'OPENAI_ORG_ID',
        project: 'OPENAI_PROJECT_ID',
        apiVersion: 'OPENAI_API_VERSION',
      },
      address: {
        'base-url': { option: 'baseURL', path: '/openai' },
        endpoint: { option: 'endpoint', path: '' },
        environment: { variable: 'AZURE_OPENAI_ENDPOINT', path: '' },
      },
      apiVersion,
    },
  },
  apis,
  request: { headers: 'headers', query: 'query' },
  copy: 'withOptions',
  noField: null,
  statusOf: 'status',
  timeoutUnit: 'ms',
}

export const pypi: Dictionary = {
  module: 'openai',
  clients: {
    vendor: {
      names: { '': 'OpenAI', '.async': 'AsyncOpenAI' },
      options: {
        apiKey: 'api_key',
        headers: 'default_headers',
        query: 'default_query',
        organization: 'organization',
        project: 'project',
        maxRetries: 'max_retries',
        timeoutMs: 'timeout',
      },
      environment: { apiKey: 'OPENAI_API_KEY', organization: 'OPENAI_ORG_ID', project: 'OPENAI_PROJECT_ID' },
      address: {
        'base-url': { option: 'base_url', path: '/v1' },
        environment: { variable: 'OPENAI_BASE_URL', path: '/v1' },
      },
    },
    azure: {
      names: { '': 'AzureOpenAI', '.async': 'AsyncAzureOpenAI' },
      options: {
        apiKey: 'api_key',
        token: 'azure_ad_token',
        tokenProvider: 'azure_ad_token_provider',
        headers: 'default_headers',
        query: 'default_query',
        organization: 'organization',
        project: 'project',
        apiVersion: 'api_version',
        deployment: 'azure_deployment',
        maxRetries: 'max_retries',
        timeoutMs: 'timeout',
      },
      environment: {
        apiKey: 'AZURE_OPENAI_API_KEY',
        token: 'AZURE_OPENAI_AD_TOKEN',
        organization: 'OPENAI_ORG_ID',
        project: 'OPENAI_PROJECT_ID',
        apiVersion: 'OPENAI_API_VERSION',
      },
      address: {
        'base-url': { option: 'base_url', path: '/openai' },
        endpoint: { option: 'azure_endpoint', path: '' },
        environment: { variable: 'AZURE_OPENAI_ENDPOINT', path: '' },
      },
      apiVersion,
    },
  },
  apis,
  request: { headers: 'extra_headers', query: 'extra_query' },
  copy: 'with_options',
  noField: { $new: ['Omit', '_types.Omit'] },
  statusOf: 'status_code',
  timeoutUnit: 's',
}
