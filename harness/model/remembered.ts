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

/**
 * The same function, that knows what it answered to so many objects or texts it was asked about last, and to no more than twice
 * as many: what it answers may be large, and a client that makes up ever new texts must not fill the memory. In two halves, of
 * which the older goes as a whole: to keep an order at each question costs more than many an answer.
 */
export const lastFew = <K extends object | string, T>(answer: (about: K) => T, most: number): ((about: K) => T) => {
  let recent = new Map<K, T>()
  let older = new Map<K, T>()
  return (about) => {
    const known = recent.get(about)
    if (known !== undefined) return known
    const now = older.get(about) ?? answer(about)
    if (recent.size >= most) {
      older = recent
      recent = new Map()
    }
    recent.set(about, now)
    return now
  }
}
