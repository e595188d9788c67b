/** Numbers by chance that the same seed gives again (mulberry32). */
export type Chance = {
  /** From 0 up to, and without, `below`; whole. */
  readonly below: (below: number) => number
  readonly oneOf: <T>(all: readonly [T, ...T[]]) => T
}

export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (most: number): number => Math.floor(next() * most)
  return { below, oneOf: (all) => all[below(all.length)] ?? all[0] }
}
