import type { GatewayExchange } from './exchange.ts'
import { fixedWindow } from './fixed-window.ts'
import type { Tools } from './policy.ts'
import { slidingWindow } from './sliding-window.ts'
import { tokenBucket } from './token-bucket.ts'

/** How much of a limit is used up. */
export type Meter = {
  readonly used: () => number
  readonly count: (more: number) => void
  /** Whole seconds until there is room for so much again, one at least. */
  readonly secondsLeft: (room: number) => number
}

/** One limit, for one request. */
export type Limited = {
  readonly memory: Tools['memory']
  readonly key: string
  /** How long it is looked back. */
  readonly seconds: number
  /** How much is allowed in that time. */
  readonly most: number
  readonly nowMs: number
  /** When one of its periods begins, in milliseconds since 1970, so that all others follow. Default: with the first request. */
  readonly firstMs?: number
}

type Asked = Omit<Limited, 'memory' | 'nowMs'>

/** Its period ends for all that was counted in it at once. https://learn.microsoft.com/azure/api-management/quota-policy */
export const quotaMeter = ({ memory }: Tools, asked: Asked, { now }: GatewayExchange): Meter =>
  fixedWindow({ ...asked, memory, nowMs: now().getTime() })

/** https://learn.microsoft.com/azure/api-management/rate-limit-policy: how it is counted depends on the tier. */
export const rateMeter = ({ memory }: Tools, asked: Asked, { now, settings }: GatewayExchange): Meter => {
  const limited = { ...asked, memory, nowMs: now().getTime() }
  return settings.rateLimits === 'token-bucket' ? tokenBucket(limited) : slidingWindow(limited)
}
