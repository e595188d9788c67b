import { anthropic, anthropicFoundry } from './anthropic/family.ts'
import type { Family } from './family.ts'
import { openai } from './openai/family.ts'

/** Every SDK family a matrix can name, by id. */
export const families = {
  openai,
  anthropic,
  'anthropic-foundry': anthropicFoundry,
} as const satisfies Readonly<Record<string, Family>>
