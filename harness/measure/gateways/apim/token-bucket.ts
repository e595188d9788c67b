import type { Limited, Meter } from './limited.ts'

/** So much was used up at that time. */
type Level = { readonly usedThen: number; readonly atMs: number }

/**
 * A bucket that holds what a period allows, and is filled again steadily within one: the v2 tiers. How finely they fill it is
 * documented nowhere.
 */
export const tokenBucket = ({ memory, key, seconds, most, nowMs }: Limited): Meter => {
  const perMs = most / (seconds * 1000)
  const used = (): number => {
    const there = memory.get(key)
    return isLevel(there) ? Math.max(0, there.usedThen - (nowMs - there.atMs) * perMs) : 0
  }
  return {
    used,
    count: (more) => memory.set(key, { usedThen: used() + more, atMs: nowMs }),
    secondsLeft: (room) => Math.max(1, Math.ceil((used() + room - most) / perMs / 1000)),
  }
}

const isLevel = (value: unknown): value is Level => typeof value === 'object' && value !== null && 'usedThen' in value
