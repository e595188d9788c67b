/**
 * Text in which what cannot be seen, or turns the reading order, is shown as its code: control characters but for the line's
 * end, characters without width, bidirectional marks, lone surrogates. https://www.unicode.org/reports/tr9/
 */
export const visible = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[^\P{C}\n]|[\u2028\u2029\ufffe\uffff]/gu, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`)
