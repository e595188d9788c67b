import { localName, namespaceName, type XElementValue } from './xml-values.ts'

const XMLNS = 'http://www.w3.org/2000/xmlns/'

/** XML as `XElement.ToString` writes it: indented by two, but for mixed content; lines end as on Windows, where the gateway runs. */
export const xmlText = (element: XElementValue, isPlain: boolean): string => {
  if (element.type === 'XDocument') return element.elements.map((root) => xmlText(root, isPlain)).join('\r\n')
  return written(element, isPlain ? null : 0, '', new Map())
}

/** @param depth null: nothing is indented */
const written = (
  element: XElementValue,
  depth: number | null,
  space: string,
  outer: ReadonlyMap<string, string>,
): string => {
  const prefixes = new Map(outer)
  for (const { name, text } of element.attributes)
    if (namespaceName(name) === XMLNS) prefixes.set(text, localName(name))
  const own = namespaceName(element.name)
  const prefix = own === '' ? undefined : prefixes.get(own)
  const tag = prefix === undefined ? localName(element.name) : `${prefix}:${localName(element.name)}`
  const declares = prefix === undefined && own !== space && !element.attributes.some(({ name }) => name === 'xmlns')
  const attributes = element.attributes.map(
    ({ name, text }) => ` ${attributeName(name, prefixes)}="${escaped(text).replaceAll('"', '&quot;')}"`,
  )
  const open = `${tag}${attributes.join('')}${declares ? ` xmlns="${own}"` : ''}`
  if (element.nodes.length === 0) return `<${open} />`
  const isMixed = element.nodes.some((node) => typeof node === 'string')
  const inner = depth === null || isMixed ? null : depth + 1
  const nodes = element.nodes.map((node) =>
    typeof node === 'string' ? escaped(node) : written(node, inner, prefix === undefined ? own : space, prefixes),
  )
  if (inner === null) return `<${open}>${nodes.join('')}</${tag}>`
  const line = (level: number): string => `\r\n${'  '.repeat(level)}`
  return `<${open}>${nodes.map((node) => line(inner) + node).join('')}${line(inner - 1)}</${tag}>`
}

const attributeName = (name: string, prefixes: ReadonlyMap<string, string>): string => {
  const own = namespaceName(name)
  if (own === '') return name
  return own === XMLNS ? `xmlns:${localName(name)}` : `${prefixes.get(own) ?? 'p1'}:${localName(name)}`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
