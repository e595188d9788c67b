import type { Limited, Meter } from './meter.ts'

type Window = { readonly sinceMs: number; readonly used: number }

/** A window begins with its first request, and with the next one after its end all is forgotten. */
export const fixedWindow = ({ memory, key, seconds, nowMs }: Limited): Meter => {
  const window = (): Window => {
    const there = memory.get(key)
    return isWindow(there) && nowMs < there.sinceMs + seconds * 1000 ? there : { sinceMs: nowMs, used: 0 }
  }
  return {
    used: () => window().used,
    count: (more) => {
      const { sinceMs, used } = window()
      memory.set(key, { sinceMs, used: used + more })
    },
    secondsLeft: () => Math.max(1, Math.ceil((window().sinceMs + seconds * 1000 - nowMs) / 1000)),
  }
}

const isWindow = (value: unknown): value is Window => typeof value === 'object' && value !== null && 'sinceMs' in value
