/** The time of day; tests pass one that stands still. */
export type Clock = { readonly now: () => Date }
export const clock: Clock = { now: () => new Date() }

/** Milliseconds that only go forward, for durations. */
export const stopwatch = (): number => performance.now()
