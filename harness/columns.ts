import stringWidth from 'fast-string-width'

/** Columns that a text takes, painted or not; most letters of East Asia and most emoji take two. */
export const columns = (text: string): number => stringWidth(text)

/** As many whole characters of a text that is not painted as `width` columns hold. */
export const startOf = (text: string, width: number): string => {
  let used = 0
  for (const { segment, index } of new Intl.Segmenter().segment(text)) {
    used += columns(segment)
    if (used > width) return text.slice(0, index)
  }
  return text
}
