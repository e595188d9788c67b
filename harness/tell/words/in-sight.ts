/** Controls, what has no width, marks that turn the reading order, half characters; but for line ends and tabs. */
const HIDDEN = /[^\P{C}\n\t]|[\u2028\u2029\ufffe\uffff]/u
const ALL_HIDDEN = new RegExp(HIDDEN, 'gu')
/** What joins two pictures into one is seen as that one. */
const JOINER = /(?<=\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d(?=\p{Extended_Pictographic})/u

/**
 * Text in which what cannot be seen, or turns the reading order, is shown as its code (`\u{202e}`): whoever wrote an SDK wrote
 * the texts that it sends. https://www.unicode.org/reports/tr9/ and https://www.unicode.org/reports/tr36/
 */
export const inSight = (text: string): string =>
  // Most texts have nothing of the kind.
  HIDDEN.test(text)
    ? text.replace(ALL_HIDDEN, (one, at: number) => (joins(text, one, at) ? one : `\\u{${codeOf(one)}}`))
    : text

/** JSON that is the same value, and plain to read: what cannot be seen is an escape. */
export const jsonText = (value: unknown, indent = 2): string =>
  // What is plain by far, which is nearly all, is not asked for what each character is.
  JSON.stringify(value, null, indent).replace(NOT_PLAIN, (some) =>
    some.replace(ALL_HIDDEN, (one) =>
      [...Array(one.length).keys()].map((at) => `\\u${one.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
    ),
  )

/** As long as they stand together, so that no pair of halves is parted. */
const NOT_PLAIN = /[^\n\x20-\x7e]+/g

const joins = (text: string, one: string, at: number): boolean => {
  if (one !== '\u200d') return false
  // From the last character that a joiner may stand behind: a picture, and how it is shown.
  const from = Math.max(0, at - 4)
  return JOINER.test(text.slice(from, at + 3))
}

const codeOf = (one: string): string => (one.codePointAt(0) ?? 0).toString(16)
