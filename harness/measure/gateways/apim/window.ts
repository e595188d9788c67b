import type { GatewayExchange } from './exchange.ts'
import type { Tools } from './policy.ts'

/** So much of something has been counted since a moment. */
export type Window = { readonly sinceMs: number; readonly used: number }

/** What was counted under a key within the last `seconds`; a window begins with its first request. */
export const windowOf = ({ memory }: Tools, key: string, seconds: number, { now }: GatewayExchange): Window => {
  const at = now().getTime()
  const there = memory.get(key)
  return isWindow(there) && at < there.sinceMs + seconds * 1000 ? there : { sinceMs: at, used: 0 }
}

export const countIn = ({ memory }: Tools, key: string, window: Window, more: number): void => {
  memory.set(key, { ...window, used: window.used + more })
}

/** Whole seconds until a window is over, one at least. */
export const secondsLeft = ({ sinceMs }: Window, seconds: number, { now }: GatewayExchange): number =>
  Math.max(1, Math.ceil((sinceMs + seconds * 1000 - now().getTime()) / 1000))

const isWindow = (value: unknown): value is Window => typeof value === 'object' && value !== null && 'sinceMs' in value
