/** A text with its escapes undone, and where each of its characters stood. */
export type Undone = { readonly plain: string; readonly placeOf: (at: number) => number }

/** Percent-encoding (RFC 3986), the escapes of JSON and of program text, and character references of HTML. */
const ESCAPE = /%([0-9a-f]{2})|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|&#x([0-9a-f]{1,6});|&#(\d{1,7});|\\(\/)/gi

/** Undoes what keeps each character apart; null: there is nothing of the kind. */
export const withoutEscapes = (text: string): Undone | null => {
  if (!/[%\\&]/.test(text)) return null
  // Where the two begin to differ in place: from there on, up to the next, by as much.
  const plainAt: number[] = [0]
  const textAt: number[] = [0]
  let plain = ''
  let done = 0
  for (const match of text.matchAll(ESCAPE)) {
    plain += text.slice(done, match.index)
    plainAt.push(plain.length, plain.length + 1)
    plain += characterOf(match)
    done = match.index + match[0].length
    textAt.push(match.index, done)
  }
  if (done === 0) return null
  plain += text.slice(done)
  return {
    plain,
    placeOf: (at) => {
      const nearest = lastNotAfter(plainAt, at)
      return (textAt[nearest] ?? 0) + at - (plainAt[nearest] ?? 0)
    },
  }
}

const characterOf = ([, percent, json, hex, reference, decimal, slash]: RegExpMatchArray): string => {
  if (slash !== undefined) return slash
  const code = decimal === undefined ? Number.parseInt(percent ?? json ?? hex ?? reference ?? '', 16) : Number(decimal)
  // One character each, so that places can be counted.
  return code <= 0xffff ? String.fromCharCode(code) : '\ufffd'
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
