/** A stretch of text that stands in the file from this offset on; not `verbatim`: something else stands there in its place. */
export type Stretch = { readonly text: string; readonly from: number; readonly verbatim: boolean }

/** A text of which every character knows where in the file it comes from, also where it was written otherwise there. */
export type MappedText = readonly Stretch[]

export const verbatim = (text: string, from: number): MappedText => [{ text, from, verbatim: true }]

export const plain = (mapped: MappedText): string => mapped.map(({ text }) => text).join('')

/** Where in the file the character at this index comes from. */
export const offsetOf = (mapped: MappedText, index: number): number => {
  let left = index
  let last = mapped[0]?.from ?? 0
  for (const { text, from, verbatim } of mapped) {
    if (left < text.length) return verbatim ? from + left : from
    left -= text.length
    last = verbatim ? from + text.length : from
  }
  return last
}

/** Puts other text in place of what fits; null leaves it as it is. */
export const replaceIn = (
  mapped: MappedText,
  pattern: RegExp,
  by: (match: RegExpExecArray, offset: number) => string | null,
): MappedText => mapped.flatMap((stretch) => (stretch.verbatim ? replaceInStretch(stretch, pattern, by) : [stretch]))

const replaceInStretch = (
  { text, from }: Stretch,
  pattern: RegExp,
  by: (match: RegExpExecArray, offset: number) => string | null,
): MappedText => {
  const out: Stretch[] = []
  let done = 0
  for (const match of text.matchAll(pattern)) {
    const replaced = by(match, from + match.index)
    if (replaced === null) continue
    out.push({ text: text.slice(done, match.index), from: from + done, verbatim: true })
    out.push({ text: replaced, from: from + match.index, verbatim: false })
    done = match.index + match[0].length
  }
  out.push({ text: text.slice(done), from: from + done, verbatim: true })
  return out.filter((stretch) => stretch.text !== '')
}

/** Without the blanks around it. */
export const trimmed = (mapped: MappedText): MappedText => {
  const text = plain(mapped)
  const start = text.length - text.trimStart().length
  return sliceOf(mapped, start, start + text.trim().length)
}

const sliceOf = (mapped: MappedText, start: number, end: number): MappedText => {
  let at = 0
  return mapped.flatMap(({ text, from, verbatim }) => {
    const first = Math.max(start - at, 0)
    const last = Math.min(end - at, text.length)
    at += text.length
    if (first >= last) return []
    return [{ text: text.slice(first, last), from: verbatim ? from + first : from, verbatim }]
  })
}
