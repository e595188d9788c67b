/** A text as it reads in another way, and where each of its characters stood. */
export type Undone = {
  readonly plain: string
  readonly placeOf: (at: number) => number
  /** Where what ends before this one ended: what was left out behind it is none of it. */
  readonly endOf: (at: number) => number
}

/** What stands from one place to another reads as this. */
export type Reading = { readonly from: number; readonly to: number; readonly as: string }

/** @param readings from left to right, none over another; null: there are none */
export const undoneBy = (text: string, readings: Iterable<Reading>): Undone | null => {
  // Where the two begin to differ in place: from there on, up to the next, by as much.
  const plainAt: number[] = [0]
  const textAt: number[] = [0]
  const parts: string[] = []
  let length = 0
  let done = 0
  let isOther = false
  for (const { from, to, as } of readings) {
    parts.push(text.slice(done, from), as)
    length += from - done
    plainAt.push(length, length + as.length)
    textAt.push(from, to)
    length += as.length
    done = to
    isOther = true
  }
  if (!isOther) return null
  parts.push(text.slice(done))
  const seenFrom = (nearest: number, at: number): number => (textAt[nearest] ?? 0) + at - (plainAt[nearest] ?? 0)
  return {
    plain: parts.join(''),
    placeOf: (at) => seenFrom(lastNotAfter(plainAt, at), at),
    endOf: (at) => {
      const before = at > 0 ? lastNotAfter(plainAt, at - 1) : 0
      return plainAt[before + 1] === at ? (textAt[before + 1] ?? 0) : seenFrom(before, at)
    },
  }
}

/** Index of the last number that is not greater. */
const lastNotAfter = (sorted: readonly number[], value: number): number => {
  let [low, high] = [0, sorted.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((sorted[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}
