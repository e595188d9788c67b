import type { GatewayExchange } from './exchange.ts'
import { fixedWindow } from './fixed-window.ts'
import type { Limited, Meter } from './limited.ts'
import type { Tools } from './policy.ts'
import { slidingWindow } from './sliding-window.ts'
import { tokenBucket } from './token-bucket.ts'

type Asked = Omit<Limited, 'memory' | 'nowMs'>

/** Its period ends for all that was counted in it at once. https://learn.microsoft.com/azure/api-management/quota-policy */
export const quotaMeter = ({ memory }: Tools, asked: Asked, { now }: GatewayExchange): Meter =>
  fixedWindow({ ...asked, memory, nowMs: now().getTime() })

/** https://learn.microsoft.com/azure/api-management/rate-limit-policy: how it is counted depends on the tier. */
export const rateMeter = ({ memory }: Tools, asked: Asked, { now, settings }: GatewayExchange): Meter => {
  const limited = { ...asked, memory, nowMs: now().getTime() }
  return settings.rateLimits === 'token-bucket' ? tokenBucket(limited) : slidingWindow(limited)
}
