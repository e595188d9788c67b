import type { PolicyElement } from '../../model/policy-document.ts'
import type { RawElement } from './raw-element.ts'
import { readText, type TextReading } from './read-text.ts'

/** An element with its texts read. */
export const readElement = (raw: RawElement, reading: TextReading): PolicyElement => {
  const attributes = raw.attributes.map(({ name, value }) => [name, readText(value, reading)] as const)
  const template = attributes.some(
    ([name, value]) => name === 'template' && value.kind === 'literal' && /^\s*liquid\s*$/i.test(value.text),
  )
  return {
    name: raw.name,
    spot: reading.source.spotAt(raw.offset),
    attributes: Object.fromEntries(attributes),
    children: raw.children.map((child) => readElement(child, reading)),
    text: raw.text && readText(raw.text, reading, template && raw.name !== 'rewrite-uri'),
  }
}
