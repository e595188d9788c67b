import type { Limited, Meter } from './limited.ts'

type Window = { readonly sinceMs: number; readonly used: number }

/**
 * Windows follow each other from `firstMs` on; without it one begins with its first request. With the next request after its
 * end all is forgotten.
 */
export const fixedWindow = ({ memory, key, seconds, nowMs, firstMs }: Limited): Meter => {
  const lengthMs = seconds * 1000
  const beginMs =
    firstMs === undefined || lengthMs === Number.POSITIVE_INFINITY
      ? nowMs
      : firstMs + Math.floor((nowMs - firstMs) / lengthMs) * lengthMs
  const window = (): Window => {
    const there = memory.get(key)
    return isWindow(there) && nowMs < there.sinceMs + lengthMs ? there : { sinceMs: beginMs, used: 0 }
  }
  return {
    used: () => window().used,
    count: (more) => {
      const { sinceMs, used } = window()
      memory.set(key, { sinceMs, used: used + more })
    },
    secondsLeft: () => Math.max(1, Math.ceil((window().sinceMs + lengthMs - nowMs) / 1000)),
  }
}

const isWindow = (value: unknown): value is Window => typeof value === 'object' && value !== null && 'sinceMs' in value
