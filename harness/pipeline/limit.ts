/** Runs what it is given; of what has to wait, the highest priority goes first. Default: 0. */
export type Limit = <T>(work: () => Promise<T>, priority?: number) => Promise<T>

/** Lets only so many go on at once. */
export const limitTo = (most: number): Limit => {
  const waiting: { readonly priority: number; readonly start: () => void }[] = []
  let active = 0
  const startNext = (): void => {
    const highest = Math.max(...waiting.map(({ priority }) => priority))
    const [next] = waiting.splice(
      waiting.findIndex(({ priority }) => priority === highest),
      1,
    )
    // The place goes from hand to hand: nobody who comes now gets in between.
    if (next) next.start()
    else active -= 1
  }
  return async (work, priority = 0) => {
    if (active < most) active += 1
    else await new Promise<void>((start) => waiting.push({ priority, start }))
    try {
      return await work()
    } finally {
      startNext()
    }
  }
}
