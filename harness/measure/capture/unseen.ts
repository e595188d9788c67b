/** What arrived for a cell and was not looked at, so that its exchanges are not all there is. */
export type Unseen = {
  /** Of well-formed requests, those past the most that a cell keeps. */
  readonly tooMany: number
  /** Requests that could not be read as HTTP. */
  readonly malformed: number
  /** Requests that came when the cell had been taken. */
  readonly late: number
}

const NOTHING: Unseen = { tooMany: 0, malformed: 0, late: 0 }

/** Counts by cell, of those that were taken too. */
export const countUnseen = () => {
  const cells = new Map<string, Unseen>()
  return {
    add: (key: string, what: keyof Unseen): void => {
      const so = cells.get(key) ?? NOTHING
      cells.set(key, { ...so, [what]: so[what] + 1 })
    },
    of: (key: string): Unseen => cells.get(key) ?? NOTHING,
  }
}
