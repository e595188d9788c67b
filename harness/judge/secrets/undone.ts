/** A text as it reads in another way, and where each of its characters stood. */
export type Undone = {
  readonly plain: string
  readonly placeOf: (at: number) => number
  /** Where what ends before this one ended: what was left out behind it is none of it. */
  readonly endOf: (at: number) => number
}

/** Is told what stands from one place to another and how it reads; from left to right, none over another. */
export type Read = (from: number, to: number, as: string) => void

/**
 * @param readings tells all of them, each time it is called: where they stand is asked for once something was found, which is
 * rare, and long lists of numbers cost more than looking for them again
 * @returns null: there are none
 */
export const undoneBy = (text: string, readings: (read: Read) => void): Undone | null => {
  const parts: string[] = []
  let done = 0
  let isOther = false
  readings((from, to, as) => {
    if (from > done) parts.push(text.slice(done, from))
    if (as !== '') parts.push(as)
    done = to
    isOther = true
  })
  if (!isOther) return null
  parts.push(text.slice(done))
  let places: Places | undefined
  const known = (): Places => {
    places ??= placesOf(readings)
    return places
  }
  return {
    plain: parts.join(''),
    placeOf: (at) => seenFrom(known(), lastNotAfter(known().plainAt, at), at),
    endOf: (at) => {
      const { plainAt, textAt } = known()
      const before = at > 0 ? lastNotAfter(plainAt, at - 1) : 0
      return plainAt[before + 1] === at ? (textAt[before + 1] ?? 0) : seenFrom(known(), before, at)
    },
  }
}

/** Where the two begin to differ in place: from there on, up to the next, by as much. */
type Places = { readonly plainAt: readonly number[]; readonly textAt: readonly number[] }

const placesOf = (readings: (read: Read) => void): Places => {
  const plainAt: number[] = [0]
  const textAt: number[] = [0]
  let length = 0
  let done = 0
  readings((from, to, as) => {
    length += from - done
    plainAt.push(length, length + as.length)
    textAt.push(from, to)
    length += as.length
    done = to
  })
  return { plainAt, textAt }
}

const seenFrom = ({ plainAt, textAt }: Places, nearest: number, at: number): number =>
  (textAt[nearest] ?? 0) + at - (plainAt[nearest] ?? 0)

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
