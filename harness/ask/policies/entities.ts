import { type MappedText, replaceIn } from './mapped-text.ts'

/** XML's references; any other, and a lone `&`, stay as they stand. https://www.w3.org/TR/xml/#sec-references */
const REFERENCE = /&(?:(quot|apos|lt|gt|amp)|#(\d{1,7})|#x([\da-fA-F]{1,6}));/g

const NAMED: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' }

/** The text that was meant where references stand. */
export const decodeEntities = (mapped: MappedText): MappedText =>
  replaceIn(mapped, REFERENCE, ([, name, decimal, hex]) => {
    if (name !== undefined) return NAMED[name] ?? null
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null
  })

/** Whether it is text as XML wants it: no `<`, and no `&` but before a reference. */
export const isXmlText = (text: string): boolean =>
  !/<|&(?!(?:quot|apos|lt|gt|amp|#\d{1,7}|#x[\da-fA-F]{1,6});)/.test(text)
