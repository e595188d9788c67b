/** Interpolated strings in the holes of interpolated strings: deeper than anybody writes. */
const DEEPEST = 16

/** Quotes of markup as well: where an attribute's value is written with `&quot;`, the raw text is what is looked through. */
const OPENING = /[$@]{0,2}(?:"|&quot;)|'|&apos;|&#39;/y
const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** What opens at an offset: how long its opening is, and which rules it is read by. */
export type Opening = {
  readonly length: number
  readonly verbatim: boolean
  readonly holes: boolean
  readonly mark: string
}

/** The string or character literal that opens at this offset, or null. */
const openingAt = (text: string, offset: number): Opening | null => {
  OPENING.lastIndex = offset
  const opened = OPENING.exec(text)?.[0]
  if (opened === undefined) return null
  return {
    length: opened.length,
    verbatim: opened.includes('@'),
    holes: opened.includes('$'),
    mark: opened.replace(/^[$@]+/, ''),
  }
}

/**
 * The offset after the string or character literal that opens here; null: it is not closed.
 * https://learn.microsoft.com/dotnet/csharp/language-reference/language-specification/lexical-structure#6456-string-literals
 */
export const endOfQuoted = (text: string, offset: number, depth = 0): number | null => {
  const opening = openingAt(text, offset)
  if (opening === null || depth > DEEPEST) return null
  for (let at = offset + opening.length; at < text.length; at += 1) {
    const letter = text[at]
    if (text.startsWith(opening.mark, at)) {
      const behind = at + opening.mark.length
      if (!(opening.verbatim && text.startsWith(opening.mark, behind))) return behind
      at = behind + opening.mark.length - 1
    } else if (letter === '\\' && !opening.verbatim) at += 1
    else if (letter === '\n' && !opening.verbatim) return null
    else if (letter === '{' && opening.holes) {
      if (text[at + 1] === '{') at += 1
      else {
        const end = endOfBracket(text, at, depth + 1)
        if (end === null) return null
        at = end - 1
      }
    }
  }
  return null
}

/** The offset after the comment that opens here: null where it is not closed, the offset itself where none opens. */
export const endOfComment = (text: string, offset: number): number | null => {
  if (text.startsWith('//', offset)) {
    const end = text.indexOf('\n', offset)
    return end === -1 ? text.length : end
  }
  if (!text.startsWith('/*', offset)) return offset
  const end = text.indexOf('*/', offset + 2)
  return end === -1 ? null : end + 2
}

/**
 * The offset after the bracket that closes the one at this offset; null: it is never closed. Brackets in strings,
 * characters and comments do not count.
 */
export const endOfBracket = (text: string, offset: number, depth = 0): number | null => {
  const open: string[] = []
  for (let at = offset; at < text.length; ) {
    const letter = text[at] ?? ''
    const comment = endOfComment(text, at)
    if (comment === null) return null
    if (comment > at) {
      at = comment
      continue
    }
    if (openingAt(text, at) !== null) {
      const end = endOfQuoted(text, at, depth)
      if (end === null) return null
      at = end
      continue
    }
    const closing = CLOSES[letter]
    if (closing !== undefined) open.push(closing)
    else if (letter === ')' || letter === ']' || letter === '}') {
      if (open.pop() !== letter) return null
      if (open.length === 0) return at + 1
    }
    at += 1
  }
  return null
}
