import { anthropic } from './anthropic.ts'
import { anywhere } from './anywhere.ts'
import { azureOpenai } from './azure-openai.ts'
import { basic } from './basic.ts'
import { bearer } from './bearer.ts'
import { foundry } from './foundry.ts'
import type { Gateway } from './gateway.ts'
import { openai } from './openai.ts'

/** The gateways that no policy document can say, by id: vendors' own APIs, and what stands for any. */
export const gateways = {
  'azure-openai': azureOpenai,
  openai,
  anthropic,
  foundry,
  bearer,
  basic,
  anywhere,
} as const satisfies Readonly<Record<string, Gateway>>
