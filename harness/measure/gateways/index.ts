import { anthropic } from './anthropic.ts'
import { anywhere } from './anywhere.ts'
import { apimSubscriptionKey } from './apim-subscription-key.ts'
import { apimValidateJwt } from './apim-validate-jwt.ts'
import { azureOpenai } from './azure-openai.ts'
import { basic } from './basic.ts'
import { bearer } from './bearer.ts'
import { foundry } from './foundry.ts'
import type { Gateway } from './gateway.ts'
import { openai } from './openai.ts'

/** Every gateway a matrix can name, by id. */
export const gateways = {
  'apim-validate-jwt': apimValidateJwt,
  'apim-subscription-key': apimSubscriptionKey,
  'azure-openai': azureOpenai,
  openai,
  anthropic,
  foundry,
  bearer,
  basic,
  anywhere,
} as const satisfies Readonly<Record<string, Gateway>>
