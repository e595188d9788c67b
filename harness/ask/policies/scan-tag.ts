import type { RawAttribute } from './raw-element.ts'
import { blanks, type Scanned, scanValue } from './scan-value.ts'

export type Tag = {
  readonly name: string
  readonly attributes: readonly RawAttribute[]
  readonly selfClosed: boolean
  readonly end: number
  readonly faults: readonly NonNullable<Scanned['fault']>[]
}

const NAME = /[A-Za-z_][\w.:-]*/y

/** A name of markup that stands right here, or null. */
export const nameAt = (text: string, at: number): string | null => {
  NAME.lastIndex = at
  return NAME.exec(text)?.[0] ?? null
}

/** An opening tag with its attributes. @param start offset of its `<`, after which `name` stands */
export const scanTag = (text: string, start: number, name: string): Tag => {
  const attributes: RawAttribute[] = []
  const faults: NonNullable<Scanned['fault']>[] = []
  let at = start + 1 + name.length
  const ended = (selfClosed: boolean, end: number): Tag => ({ name, attributes, selfClosed, end, faults })
  for (;;) {
    const gap = blanks(text, at)
    at += gap
    if (text.startsWith('/>', at)) return ended(true, at + 2)
    if (text[at] === '>') return ended(false, at + 1)
    if (at >= text.length || text[at] === '<') {
      faults.push({ offset: start, what: `The tag <${name} is not closed.`, hint: 'Expected ">" or "/>".' })
      return ended(false, at)
    }
    const attribute = nameAt(text, at)
    if (attribute === null) {
      const junk = /[^\s>/<]+|\//y
      junk.lastIndex = at
      const found = junk.exec(text)?.[0] ?? text[at] ?? ''
      faults.push({
        offset: at,
        what: `"${found.slice(0, 30)}" stands in <${name}> where an attribute may.`,
        hint: 'Expected name="value", ">" or "/>".',
      })
      at += Math.max(found.length, 1)
      continue
    }
    if (gap === 0)
      faults.push({ offset: at, what: `No blank stands before the attribute "${attribute}" of <${name}>.` })
    const offset = at
    at += attribute.length + blanks(text, at + attribute.length)
    if (text[at] !== '=') {
      faults.push({ offset, what: `The attribute "${attribute}" of <${name}> has no value.`, hint: 'Expected ="…".' })
      continue
    }
    at += 1 + blanks(text, at + 1)
    const quote = text[at]
    if (quote !== '"' && quote !== "'") {
      faults.push({ offset: at, what: `The value of "${attribute}" of <${name}> stands in no quotes.` })
      while (at < text.length && !/[\s>]/.test(text[at] ?? '')) at += 1
      continue
    }
    const { value, end, fault } = scanValue(text, at + 1, quote)
    at = end
    if (fault) faults.push(fault)
    if (attributes.some((one) => one.name === attribute))
      faults.push({ offset, what: `<${name}> has the attribute "${attribute}" twice.` })
    attributes.push({ name: attribute, offset, value })
  }
}
