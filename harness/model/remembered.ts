/**
 * The same function, which is asked once about each object: of versions that share what is equal in them most questions are
 * the same. What it is asked about must not change.
 */
export const remembered = <K extends object, T extends object | string>(answer: (about: K) => T): ((about: K) => T) => {
  const known = new WeakMap<K, T>()
  return (about) => {
    const before = known.get(about)
    if (before !== undefined) return before
    const now = answer(about)
    known.set(about, now)
    return now
  }
}

/** The same of two objects. */
export const rememberedOfTwo = <A extends object, B extends object, T extends object | string>(
  answer: (one: A, other: B) => T,
): ((one: A, other: B) => T) => {
  const about = remembered((one: A) => remembered((other: B) => answer(one, other)))
  return (one, other) => about(one)(other)
}

/** Answers by what they were given to. */
export type Recent<K, T> = {
  readonly get: (about: K) => T | undefined
  readonly set: (about: K, answer: T) => void
}

/**
 * Knows the answers to so many it was asked about last, and to no more than twice as many. In two halves, of which the older
 * goes as a whole: to keep an order at each question costs more than many an answer.
 */
export const recent = <K, T>(most: number): Recent<K, T> => {
  let younger = new Map<K, T>()
  let older = new Map<K, T>()
  const set = (about: K, answer: T): void => {
    if (younger.size >= most) {
      older = younger
      younger = new Map()
    }
    younger.set(about, answer)
  }
  return {
    set,
    get: (about) => {
      const known = younger.get(about)
      if (known !== undefined) return known
      const answer = older.get(about)
      if (answer !== undefined) set(about, answer)
      return answer
    },
  }
}

/**
 * The same function, that knows what it answered to the last few objects or texts: what it answers may be large, and a client
 * that makes up ever new texts must not fill the memory.
 * @param most how many are known for sure, and half of how many are at most
 */
export const lastFew = <K extends object | string, T>(answer: (about: K) => T, most: number): ((about: K) => T) => {
  const known = recent<K, T>(most)
  return (about) => {
    const before = known.get(about)
    if (before !== undefined) return before
    const now = answer(about)
    known.set(about, now)
    return now
  }
}
