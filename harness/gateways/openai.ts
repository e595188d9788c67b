import type { Gateway } from './gateway.ts'
import { pipeline } from './pipeline.ts'
import { vendorKey } from './policies/vendor-key.ts'

export const openai: Gateway = {
  id: 'openai',
  title: "OpenAI's own API: the API key as Authorization: Bearer.",
  handlers: ({ credentials }) => pipeline([vendorKey(credentials.of('api-key'))], 'vendor'),
}
