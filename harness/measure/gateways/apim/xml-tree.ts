/** An element of well-formed XML, without its comments and instructions. */
export type XmlNode = {
  readonly name: string
  readonly attributes: readonly (readonly [string, string])[]
  readonly children: readonly XmlNode[]
  /** All text within it, CDATA too. */
  readonly text: string
  /** Elements and texts in their order. */
  readonly nodes: readonly (XmlNode | string)[]
}

type Open = {
  name: string
  attributes: XmlNode['attributes']
  children: XmlNode[]
  text: string
  nodes: (XmlNode | string)[]
}

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/y
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/**
 * Reads the body of a message. A document type is refused, as API Management refuses it.
 * @throws SyntaxError with what is wrong
 */
export const xmlTree = (source: string): XmlNode => {
  const text = source.replace(/^\uFEFF/, '').trim()
  const top: Open = { name: '', attributes: [], children: [], text: '', nodes: [] }
  const open: Open[] = [top]
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    const inner = open.at(-1)
    if (!match || !inner) throw new SyntaxError(`no XML at character ${at}`)
    const [, cdata, closed, opened, attributes = '', ends, characters] = match
    const said = cdata ?? (characters === undefined ? undefined : decoded(characters))
    if (said !== undefined) {
      inner.text += said
      inner.nodes.push(said)
    }
    if (opened !== undefined) {
      const node: Open = { name: opened, attributes: attributesIn(attributes), children: [], text: '', nodes: [] }
      inner.children.push(node)
      inner.nodes.push(node)
      if (ends === '') open.push(node)
    }
    if (closed !== undefined && open.pop()?.name !== closed) throw new SyntaxError(`</${closed}> closes nothing`)
  }
  const [root, second] = top.children
  if (open.length !== 1 || !root || second || top.text.trim() !== '') throw new SyntaxError('no XML with one root')
  return root
}

const attributesIn = (text: string): XmlNode['attributes'] =>
  [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [name, decoded(double ?? single ?? '')] as const)

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
  })
