import type { GatewayExchange } from './exchange.ts'
import type { Tools } from './policy.ts'
import type { AttributeShape } from './shape.ts'
import type { Value } from './value.ts'

/** Where it may be kept. https://learn.microsoft.com/azure/api-management/cache-store-value-policy#attributes */
export const CACHING_TYPE: AttributeShape = { oneOf: ['prefer-external', 'external', 'internal'], literal: true }

type Kept = { readonly value: Value; readonly untilMs: number }

/** The values that a document's policies keep from request to request: of one run of the gateway alone. */
const cacheOf = ({ memory }: Tools): Map<string, Kept> => {
  const there = memory.get(CACHE)
  if (there instanceof Map) return there
  const made = new Map<string, Kept>()
  memory.set(CACHE, made)
  return made
}

const CACHE = 'cached values'

/** Undefined: it is not there, or its time is over. */
export const cachedValue = (tools: Tools, key: string, { now }: GatewayExchange): Value | undefined => {
  const found = cacheOf(tools).get(key)
  return found && found.untilMs > now().getTime() ? found.value : undefined
}

export const keepValue = (tools: Tools, key: string, value: Value, seconds: number, { now }: GatewayExchange): void => {
  cacheOf(tools).set(key, { value, untilMs: now().getTime() + seconds * 1000 })
}

export const forgetValue = (tools: Tools, key: string): void => {
  cacheOf(tools).delete(key)
}
