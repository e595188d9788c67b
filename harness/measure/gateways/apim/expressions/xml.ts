import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { textIn } from './arguments.ts'
import { displayed } from './displayed.ts'
import { ListValue, TextObject } from './objects.ts'
import { tryItems } from './sequence.ts'
import { type Method, of, type Static, type Types, thrown, typeName, type Use } from './types.ts'
import { xmlText } from './xml-text.ts'
import {
  localName,
  nameIn,
  namespaceName,
  nameValue,
  XAttributeValue,
  XElementValue,
  xmlElement,
} from './xml-values.ts'

/** @throws EvaluationError XmlException */
export const parsedXml = (text: string, use: Use): XElementValue => {
  use.spend(1 + Math.trunc(text.length / 20))
  try {
    return xmlElement(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw thrown(use, 'XmlException', error.message)
  }
}

export const documentOf = (root: XElementValue): XElementValue => new XElementValue('', [], [root], 'XDocument')

const nameOf = (value: Value | undefined, use: Use): string => {
  const name = nameIn(value)
  if (name !== null) return name
  throw new CannotTell(use.at, `a ${typeName(value ?? null)} as the name of an element is not known here`)
}

const listed = (items: readonly Value[]): ListValue => new ListValue([...items], 'Enumerable')

const within = (found: (self: XElementValue) => readonly XElementValue[]): Method =>
  of(XElementValue, (self, [name], use) => {
    const all = found(self)
    use.spend(1 + all.length)
    return listed(name === undefined ? all : all.filter((one) => one.name === nameOf(name, use)))
  })

/** What is handed over as content: elements, attributes, texts, and lists of them. */
const add = (self: XElementValue, content: readonly Value[], use: Use): void => {
  for (const each of content) {
    use.spend(1)
    const items = typeof each === 'string' ? null : tryItems(each)
    if (each === null) continue
    if (items !== null) add(self, items, use)
    else if (each instanceof XAttributeValue) self.attributes.push(each)
    else if (each instanceof XElementValue)
      self.nodes.push(each.parent === null ? taken(each, self) : taken(copyOf(each), self))
    else if (each instanceof TextObject && each.type === 'XDeclaration') continue
    else {
      const text = displayed(each, use.at)
      if (text !== '') self.nodes.push(text)
    }
  }
}

const taken = (element: XElementValue, by: XElementValue): XElementValue => {
  element.parent = by
  return element
}

/** What stands somewhere already is copied, as LINQ to XML does. */
const copyOf = ({ name, attributes, nodes }: XElementValue): XElementValue =>
  new XElementValue(
    name,
    attributes.map((one) => new XAttributeValue(one.name, one.text)),
    nodes.map((node) => (typeof node === 'string' ? node : copyOf(node))),
  )

const removed: Method = of(XElementValue, (self) => {
  const { parent } = self
  if (parent) parent.nodes = parent.nodes.filter((node) => node !== self)
  self.parent = null
  return null
})

const toText: Method = of(XElementValue, (self, given, use) => {
  const text = xmlText(
    self,
    given.some((each) => each instanceof TextObject && each.text.includes('DisableFormatting')),
  )
  use.spend(1 + Math.trunc(text.length / 100))
  return text
})

const attributeSet: Method = of(XElementValue, (self, [name, value], use) => {
  const wanted = nameOf(name, use)
  const there = self.attributes.find((one) => one.name === wanted)
  if (value === null || value === undefined) self.attributes = self.attributes.filter((one) => one !== there)
  else if (there) there.text = displayed(value, use.at)
  else self.attributes.push(new XAttributeValue(wanted, displayed(value, use.at)))
  return null
})

const asText =
  (type: string): Static =>
  ([text], use) =>
    new TextObject(type, textIn(text, use))

/** https://learn.microsoft.com/dotnet/api/system.xml.linq */
export const xmlTypes: Types = {
  XElement: {
    functions: { Parse: ([text], use) => parsedXml(textIn(text, use), use) },
    construct: ([name, ...content], use) => {
      const made = new XElementValue(nameOf(name, use))
      add(made, content, use)
      return made
    },
    properties: {
      Name: of(XElementValue, (self) => nameValue(self.name)),
      Value: of(XElementValue, (self) => self.text),
      HasElements: of(XElementValue, (self) => self.elements.length > 0),
      HasAttributes: of(XElementValue, (self) => self.attributes.length > 0),
      IsEmpty: of(XElementValue, (self) => self.nodes.length === 0),
      Parent: of(XElementValue, ({ parent }) => (parent?.type === 'XElement' ? parent : null)),
    },
    methods: {
      Element: of(
        XElementValue,
        (self, [name], use) => self.elements.find((one) => one.name === nameOf(name, use)) ?? null,
      ),
      Elements: within((self) => self.elements),
      Descendants: within((self) => self.descendants),
      DescendantsAndSelf: within((self) => [self, ...self.descendants]),
      Attribute: of(
        XElementValue,
        (self, [name], use) => self.attributes.find((one) => one.name === nameOf(name, use)) ?? null,
      ),
      Attributes: of(XElementValue, (self, [name], use) =>
        listed(name === undefined ? self.attributes : self.attributes.filter((one) => one.name === nameOf(name, use))),
      ),
      Add: of(XElementValue, (self, content, use) => {
        add(self, content, use)
        return null
      }),
      SetValue: of(XElementValue, (self, [value], use) => {
        self.nodes = [displayed(value ?? null, use.at)]
        return null
      }),
      SetAttributeValue: attributeSet,
      Remove: removed,
      ToString: toText,
    },
  },
  XDocument: {
    like: ['XElement'],
    functions: { Parse: ([text], use) => documentOf(parsedXml(textIn(text, use), use)) },
    construct: (content, use) => {
      const made = new XElementValue('', [], [], 'XDocument')
      add(made, content, use)
      return made
    },
    properties: { Root: of(XElementValue, (self) => self.elements[0] ?? null) },
  },
  XAttribute: {
    construct: ([name, value], use) => new XAttributeValue(nameOf(name, use), displayed(value ?? null, use.at)),
    properties: {
      Name: of(XAttributeValue, (self) => nameValue(self.name)),
      Value: of(XAttributeValue, (self) => self.text),
    },
  },
  XName: {
    functions: {
      Get: ([text, space], use) =>
        nameValue(space === undefined ? textIn(text, use) : `{${textIn(space, use)}}${textIn(text, use)}`),
    },
    properties: {
      LocalName: of(TextObject, ({ text }) => localName(text)),
      NamespaceName: of(TextObject, ({ text }) => namespaceName(text)),
      Namespace: of(TextObject, ({ text }) => new TextObject('XNamespace', namespaceName(text))),
    },
  },
  XNamespace: {
    functions: { Get: asText('XNamespace') },
    fields: { None: () => new TextObject('XNamespace', '') },
    properties: { NamespaceName: of(TextObject, ({ text }) => text) },
    methods: {
      GetName: of(TextObject, ({ text }, [local], use) => nameValue(`{${text}}${textIn(local, use)}`)),
    },
  },
  XDeclaration: { construct: () => new TextObject('XDeclaration', '') },
  SaveOptions: {
    fields: {
      None: () => new TextObject('SaveOptions', 'None'),
      DisableFormatting: () => new TextObject('SaveOptions', 'DisableFormatting'),
    },
  },
}
