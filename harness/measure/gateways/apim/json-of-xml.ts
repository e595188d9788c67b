import { type XmlNode, xmlTree } from './xml-tree.ts'

/**
 * XML as JSON, as Newtonsoft writes it: an attribute is `@name`, text beside others `#text`, several of one name a list.
 * https://www.newtonsoft.com/json/help/html/ConvertingJSONandXML.htm
 * @param form `friendly`: without the marks before names. The vendor does not write down what that form is.
 * @throws SyntaxError when the text is no XML
 */
export const jsonOfXml = (text: string, form: 'direct' | 'friendly', alwaysLists: boolean): string => {
  const root = xmlTree(text)
  return JSON.stringify({ [root.name]: valueOfNode(root, form, alwaysLists) })
}

const valueOfNode = (node: XmlNode, form: 'direct' | 'friendly', alwaysLists: boolean): unknown => {
  const mark = form === 'direct' ? '@' : ''
  const value: [string, unknown][] = node.attributes.map(([name, text]) => [`${mark}${name}`, text])
  const names = new Set(node.children.map((child) => child.name))
  for (const name of names) {
    const all = node.children.filter((child) => child.name === name)
    const values = all.map((child) => valueOfNode(child, form, alwaysLists))
    value.push([name, values.length > 1 || alwaysLists ? values : values[0]])
  }
  if (value.length === 0) return node.text === '' ? null : node.text
  const text = form === 'direct' ? '#text' : '$text'
  return Object.fromEntries(node.text.trim() === '' ? value : [...value, [text, node.text]])
}
