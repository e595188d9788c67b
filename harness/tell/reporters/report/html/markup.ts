import { inSight } from '../../../words/in-sight.ts'
import { clean } from '../../../words/plain.ts'

/** Text as it may stand between tags and in quoted attributes. */
export const escaped = (hidden: string): string => {
  const text = inSight(hidden)
  // Most texts have nothing to escape, and a report has a hundred thousand of them.
  return /[&<>"]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text
}

/** A sentence: what stands in backticks is code, ‹roles› stand out. */
export const prose = (text: string): string => {
  const parts = clean(text).split('`')
  const even = parts.length % 2 === 1
  return parts
    .map((part, index) => (index % 2 === 1 && even ? `<code>${value(part)}</code>` : value(part)))
    .join(even ? '' : '`')
}

/** A field's value: as it is, with ‹roles› marked. */
const value = (text: string): string =>
  text.includes('‹') ? escaped(text).replaceAll(/‹[^›]*›/gu, '<span class="role">$&</span>') : escaped(text)

/** An address that may be followed; any other scheme stays text. */
export const link = (address: string): string =>
  /^https?:\/\//u.test(address)
    ? `<a href="${escaped(address)}" rel="noreferrer">${escaped(address.replace(/^https?:\/\/(?:github\.com\/)?/u, ''))}</a>`
    : escaped(address)

/** An id for an element, whatever the text. */
export const anchor = (text: string): string => escaped(text.replaceAll(/[^\w.-]/gu, '-'))

export const list = (items: readonly string[], name = ''): string =>
  items.length === 0
    ? ''
    : `<ul${name ? ` class="${name}"` : ''}>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
