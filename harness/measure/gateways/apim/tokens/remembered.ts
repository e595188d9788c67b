/** More tokens than a run shows; a client that makes some up must not fill the memory. */
const MOST = 1000

/** What follows of a token's text alone, found once for each: a run shows the same few again and again. */
export const remembered = <Found>(find: (raw: string) => Found): ((raw: string) => Found) => {
  const known = new Map<string, { readonly found: Found }>()
  return (raw) => {
    const before = known.get(raw)
    if (before) return before.found
    const found = find(raw)
    if (known.size >= MOST) known.clear()
    known.set(raw, { found })
    return found
  }
}
