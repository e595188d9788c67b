import type { Gateway } from './gateway.ts'
import { pipeline } from './pipeline.ts'
import { openaiKey } from './policies/openai-key.ts'

export const openai: Gateway = {
  id: 'openai',
  title: "OpenAI's own API: the API key as Authorization: Bearer.",
  families: ['openai'],
  vendor: true,
  handlers: ({ credentials }) => pipeline([openaiKey(credentials.of('api-key'))], 'openai'),
}
