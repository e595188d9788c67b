/** The time of day; tests pass one that stands still. */
export type Clock = { readonly now: () => Date }
export const clock: Clock = { now: () => new Date() }
