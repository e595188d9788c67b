/** For each key this is done when first asked for, and never again. */
export const once = <V, K = void>(make: (key: K) => V): ((key: K) => V) => {
  const made = new Map<K, V>()
  return (key) => {
    if (!made.has(key)) made.set(key, make(key))
    return made.get(key) as V // It was just put there.
  }
}
