import type { SpeakingFamily } from '../family.ts'
import { npm, pypi } from './spelling.ts'

/** OpenAI's SDKs, with their Azure clients. */
export const openai: SpeakingFamily = {
  id: 'openai',
  packages: { npm: ['openai'], pypi: ['openai'] },
  variants: { npm: ['', '.require'], pypi: ['', '.async'] },
  samples: {
    '.require': ['openai-api-key', 'openai-chat-stream', 'azure-api-key', 'azure-copy-changes-api-key'],
  },
  dictionaries: { npm, pypi },
  credentialFields: ['authorization', 'api-key'],
  telemetryFields: ['user-agent', 'x-stainless-*'],
  lacks: {
    npm: ['no option for a token as text', 'no environment variable for a token as text'],
    pypi: [],
  },
  control: {
    id: 'control',
    title: 'One plain call.',
    client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' }, maxRetries: 0 },
    calls: [{ api: 'chat' }],
    behind: ['open'],
    file: 'sdks/openai/family.ts',
  },
}
