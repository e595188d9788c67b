import type { Arg } from '../../../model/recipe.ts'
import type { ApiWords, ClientWords } from '../dictionary.ts'

const ask = {
  model: 'claude-sonnet-4-5',
  messages: [{ role: 'user', content: 'Say hello.' }],
} satisfies Record<string, Arg>
const message = { ...ask, max_tokens: 16 }
const create = { method: 'messages.create', body: message, stream: false }
const createStream = { method: 'messages.create', body: { ...message, stream: true }, stream: true }

/** A conversation is what the Messages API is for: both intents are spelled so. */
export const apisWith = (countTokens: string): Readonly<Record<string, ApiWords>> => ({
  chat: create,
  'chat-stream': createStream,
  messages: create,
  'messages-stream': createStream,
  'count-tokens': { method: countTokens, body: ask, stream: false },
  models: { method: 'models.list', body: null, stream: false },
})

type Language = {
  readonly vendor: ClientWords['names']
  readonly foundry: ClientWords['names']
  readonly options: Record<
    'apiKey' | 'token' | 'tokenProvider' | 'headers' | 'query' | 'maxRetries' | 'timeoutMs',
    string
  >
  readonly baseUrl: string
}

/** The variables are the same in both languages. */
export const clientsWith = ({ vendor, foundry, options, baseUrl }: Language) => {
  const { token, tokenProvider, ...shared } = options
  return {
    vendor: {
      names: vendor,
      options: { ...shared, token },
      environment: { apiKey: 'ANTHROPIC_API_KEY', token: 'ANTHROPIC_AUTH_TOKEN' },
      address: {
        'base-url': { option: baseUrl, path: '' },
        environment: { variable: 'ANTHROPIC_BASE_URL', path: '' },
      },
    },
    foundry: {
      names: foundry,
      options: { ...shared, tokenProvider },
      environment: { apiKey: 'ANTHROPIC_FOUNDRY_API_KEY' },
      address: {
        'base-url': { option: baseUrl, path: '/anthropic' },
        environment: { variable: 'ANTHROPIC_FOUNDRY_BASE_URL', path: '/anthropic' },
      },
    },
  } satisfies Record<string, ClientWords>
}
