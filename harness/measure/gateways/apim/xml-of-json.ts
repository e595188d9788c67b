/** Names that a JSON property has where it stands for an XML attribute of the element around it. */
export type AttributeNames = {
  /** Properties in the object of this name. */
  readonly block: string | null
  /** Properties that begin so. */
  readonly prefix: string | null
}

/**
 * JSON as XML: a property is an element, an array that many of one name. More than one root, or a root that is a list, stands in `<Document>`.
 * https://learn.microsoft.com/azure/api-management/json-to-xml-policy
 * @throws SyntaxError when the text is no JSON
 */
export const xmlOfJson = (text: string, names: AttributeNames): string => {
  const value: unknown = JSON.parse(text)
  const roots = isObject(value) ? Object.entries(value) : []
  const [first] = roots
  return roots.length === 1 && first && !Array.isArray(first[1])
    ? elementOf(first[0], first[1], names)
    : elementOf('Document', value, names)
}

const elementOf = (name: string, value: unknown, names: AttributeNames): string => {
  if (Array.isArray(value)) return value.map((one) => elementOf(name, one, names)).join('')
  const tag = tagOf(name)
  if (!isObject(value)) {
    const text = value === null || value === undefined ? '' : escaped(String(value))
    return text === '' ? `<${tag} />` : `<${tag}>${text}</${tag}>`
  }
  const entries = Object.entries(value)
  const attributes = entries.flatMap(([key, one]) => attributesOf(key, one, names))
  const children = entries
    .filter(([key, one]) => attributesOf(key, one, names).length === 0 && key !== names.block)
    .map(([key, one]) => (key === '#text' ? escaped(String(one)) : elementOf(key, one, names)))
    .join('')
  const open = [tag, ...attributes].join(' ')
  return children === '' ? `<${open} />` : `<${open}>${children}</${tag}>`
}

const attributesOf = (key: string, value: unknown, { block, prefix }: AttributeNames): readonly string[] => {
  const pairs = block !== null && key === block && isObject(value) ? Object.entries(value) : []
  const own = prefix !== null && key.startsWith(prefix) && !isObject(value) ? [[key, value] as const] : []
  return [...pairs, ...own].map(([name, one]) => `${tagOf(name)}="${escaped(String(one)).replaceAll('"', '&quot;')}"`)
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What no name may hold is written as .NET's `XmlConvert.EncodeLocalName` does. */
const tagOf = (name: string): string =>
  name.replace(
    /^[^\p{L}_]|[^\p{L}\p{N}_.:-]/gu,
    (character) => `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`,
  ) || '_'
