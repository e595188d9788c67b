/** Characters of a value that a server's mask may keep at either end. */
const LONGEST = 8
/** One alone is anybody's, and `****` too. */
const SHORTEST = 2

/** Which values begin, or end, so. */
type Ends = ReadonlyMap<string, ReadonlySet<number>>

/**
 * Names what a server masked itself: stars beside some of a value's head or tail (`ab12****9f`), as many characters of it as
 * stand there. One pass, whatever the number of values.
 */
export const serverMasks = (values: readonly string[]): ((text: string) => string) => {
  const heads = endsOf(values, (value, length) => value.slice(0, length))
  const tails = endsOf(values, (value, length) => value.slice(-length))
  return (text) => {
    if (!text.includes('***')) return text
    let out = ''
    let done = 0
    for (const { index, 0: stars } of text.matchAll(/\*{3,}/g)) {
      const end = index + stars.length
      const head = longest(heads, (length) => text.slice(Math.max(done, index - length), index))
      const tail = longest(tails, (length) => text.slice(end, end + length), head && heads.get(head))
      if (head === '' && tail === '') continue
      out += `${text.slice(done, index - head.length)}‹masked credential›`
      done = end + tail.length
    }
    return out + text.slice(done)
  }
}

const endsOf = (values: readonly string[], endOf: (value: string, length: number) => string): Ends => {
  const ends = new Map<string, Set<number>>()
  for (const [one, value] of values.entries())
    for (let length = SHORTEST; length <= LONGEST; length++) {
      const end = endOf(value, length)
      ends.set(end, (ends.get(end) ?? new Set()).add(one))
    }
  return ends
}

/** The longest that stands there; of one of these values, if there are any. */
const longest = (ends: Ends, standing: (length: number) => string, of?: ReadonlySet<number> | ''): string => {
  for (let length = LONGEST; length >= SHORTEST; length--) {
    const end = standing(length)
    const values = ends.get(end)
    if (values && (!of || [...values].some((one) => of.has(one)))) return end
  }
  return ''
}
