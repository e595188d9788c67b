import type { Value } from '../value.ts'
import { type XmlNode, xmlTree } from '../xml-tree.ts'
import { TextObject, Thing } from './objects.ts'

/** An attribute. https://learn.microsoft.com/dotnet/api/system.xml.linq.xattribute */
export class XAttributeValue extends Thing {
  /** As XName writes it: `{namespace}local`. */
  readonly name: string
  text: string

  constructor(name: string, text: string) {
    super('XAttribute')
    this.name = name
    this.text = text
  }
}

/** An element, or a document with its root. https://learn.microsoft.com/dotnet/api/system.xml.linq.xelement */
export class XElementValue extends Thing {
  readonly name: string
  attributes: XAttributeValue[]
  nodes: (XElementValue | string)[]
  parent: XElementValue | null = null

  constructor(
    name: string,
    attributes: XAttributeValue[] = [],
    nodes: (XElementValue | string)[] = [],
    type: 'XElement' | 'XDocument' = 'XElement',
  ) {
    super(type)
    this.name = name
    this.attributes = attributes
    this.nodes = nodes
    for (const node of nodes) if (typeof node !== 'string') node.parent = this
  }

  get elements(): XElementValue[] {
    return this.nodes.filter((node) => typeof node !== 'string')
  }

  /** All text within it, in the order of the document. */
  get text(): string {
    return this.nodes.map((node) => (typeof node === 'string' ? node : node.text)).join('')
  }

  get descendants(): XElementValue[] {
    return this.elements.flatMap((element) => [element, ...element.descendants])
  }
}

export const nameValue = (name: string): TextObject => new TextObject('XName', name)

/** The text of an XName, or of what becomes one. */
export const nameIn = (value: Value | undefined): string | null => {
  if (typeof value === 'string') return value
  return value instanceof TextObject && value.type === 'XName' ? value.text : null
}

export const localName = (name: string): string => name.replace(/^\{[^}]*\}/, '')
export const namespaceName = (name: string): string => /^\{([^}]*)\}/.exec(name)?.[1] ?? ''

const XMLNS = 'http://www.w3.org/2000/xmlns/'

/** @throws SyntaxError when the text is no XML */
export const xmlElement = (text: string): XElementValue => elementOf(xmlTree(text), new Map([['', '']]))

const elementOf = (node: XmlNode, outer: ReadonlyMap<string, string>): XElementValue => {
  const spaces = new Map(outer)
  for (const [name, uri] of node.attributes) {
    if (name === 'xmlns') spaces.set('', uri)
    else if (name.startsWith('xmlns:')) spaces.set(name.slice(6), uri)
  }
  const attributes = node.attributes.map(([name, text]) => new XAttributeValue(attributeName(name, spaces), text))
  // Blanks between elements are dropped, as `Parse` does without LoadOptions.
  const nodes = node.nodes.filter((one) => typeof one !== 'string' || one.trim() !== '')
  return new XElementValue(
    expanded(node.name, spaces),
    attributes,
    nodes.map((one) => (typeof one === 'string' ? one : elementOf(one, spaces))),
  )
}

const attributeName = (name: string, spaces: ReadonlyMap<string, string>): string => {
  if (name === 'xmlns') return name
  if (name.startsWith('xmlns:')) return `{${XMLNS}}${name.slice(6)}`
  return name.includes(':') ? expanded(name, spaces) : name
}

const expanded = (name: string, spaces: ReadonlyMap<string, string>): string => {
  const [prefix, local] = name.includes(':')
    ? [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)]
    : ['', name]
  const uri = spaces.get(prefix) ?? ''
  return uri === '' ? local : `{${uri}}${local}`
}
