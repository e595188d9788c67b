/** Finished runs after which the time that is left can be told. */
const ENOUGH = 3

/**
 * How far a run is, and how long the rest may take at the pace so far.
 * @param now milliseconds that only go forward
 */
export const progressCount = (now: () => number) => {
  const started = now()
  let planned = 0
  let finished = 0
  return {
    plan: (runs: number): void => {
      planned = runs
    },
    finish: (): void => {
      finished += 1
    },
    /** `3/24`; a number alone once more was measured than was planned: a search finds out on its way how far it goes. */
    place: (): string => (finished > planned ? `${finished}` : `${finished}/${planned}`),
    /** `about 40 s left`; null while too little is known, and when nothing is left. */
    left: (): string | null => {
      if (finished < ENOUGH || finished >= planned) return null
      const seconds = (((now() - started) / finished) * (planned - finished)) / 1000
      if (seconds < 1) return null
      return seconds < 90 ? `about ${Math.ceil(seconds)} s left` : `about ${Math.ceil(seconds / 60)} min left`
    },
  }
}
