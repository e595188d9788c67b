/** The time of day; tests pass one that stands still. */
export type Clock = { readonly now: () => Date }
export const clock: Clock = { now: () => new Date() }

/**
 * The time of day when this process began, and on from there by what passed: a clock that is set meanwhile does not show.
 * For what this process alone dates and checks again, tokens above all.
 */
export const steadyClock: Clock = { now: () => new Date(performance.timeOrigin + performance.now()) }

/** Milliseconds that only go forward, for durations. */
export const stopwatch = (): number => performance.now()
