import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { textIn } from './arguments.ts'
import { parsedJson } from './body.ts'
import { cast } from './cast.ts'
import { displayed } from './displayed.ts'
import { parentOf, pathOf, removed } from './json-place.ts'
import { objectOf } from './json-to-object.ts'
import {
  isToken,
  JArrayValue,
  JObjectValue,
  JPropertyValue,
  JScalarValue,
  type JToken,
  jsonText,
} from './json-values.ts'
import { typed } from './linq-methods.ts'
import { MomentValue } from './moments.ts'
import { isNumber } from './numbers.ts'
import { ListValue, TextObject } from './objects.ts'
import { selected, selectedOne } from './select-token.ts'
import { defaultOf, isOf } from './type-names.ts'
import { type Method, type TypeFacts, thrown, type Use } from './types.ts'

const unindented = (given: readonly Value[]): boolean =>
  given.some((each) => each instanceof TextObject && each.text === 'None')

const toText: Method = (self, given, use) =>
  isToken(self) && !(self instanceof JScalarValue) ? jsonText(self, !unindented(given)) : displayed(self, use.at)

/** What a token has under a name or a number; null: no property of that name. */
export const child = (self: Value, by: Value | undefined, use: Use): JToken | null => {
  if (self instanceof JPropertyValue) return child(self.value, by, use)
  if (self instanceof JObjectValue) {
    if (typeof by !== 'string')
      throw thrown(
        use,
        'ArgumentException',
        'Accessed JObject values with invalid key value. Object property name expected.',
      )
    return self.properties.get(by) ?? null
  }
  if (self instanceof JArrayValue) {
    if (by === undefined || !isNumber(by))
      throw thrown(
        use,
        'ArgumentException',
        'Accessed JArray values with invalid key value. Int32 array index expected.',
      )
    const item = self.items[Number(by.value)]
    if (item === undefined) throw thrown(use, 'ArgumentOutOfRangeException', 'Index was out of range.')
    return item
  }
  throw thrown(use, 'InvalidOperationException', 'Cannot access child value on Newtonsoft.Json.Linq.JValue.')
}

/** Newtonsoft's `Value<T>`: a token as what a type argument says. */
export const valueAs = (token: Value, use: Use): Value => {
  const [type] = use.types
  if (type === undefined) throw new CannotTell(use.at, 'Value without a type is not known here')
  if (token === null) return defaultOf(type)
  return isToken(token) ? objectOf(token, type, use) : cast(token, type, use)
}

/** What every token has. https://www.newtonsoft.com/json/help/html/T_Newtonsoft_Json_Linq_JToken.htm */
export const tokenFacts: TypeFacts = {
  index: (self: Value, [by]: readonly Value[], use: Use): Value => child(self, by, use),
  methods: {
    ToString: toText,
    Value: (self: Value, [by]: readonly Value[], use: Use): Value =>
      valueAs(by === undefined ? self : child(self, by, use), use),
    ToObject: (self: Value, _given: readonly Value[], use: Use): Value => valueAs(self, use),
    SelectToken: (self: Value, [path, isWanted]: readonly Value[], use: Use): Value => {
      const found = selectedOne(self, textIn(path, use), use)
      if (found === null && isWanted === true)
        throw thrown(use, 'JsonException', `Path '${textIn(path, use)}' returned no token.`)
      return found
    },
    SelectTokens: (self: Value, [path]: readonly Value[], use: Use): Value =>
      new ListValue([...selected(self, textIn(path, use), use)], 'Enumerable'),
    Children: (self: Value, _given: readonly Value[], use: Use): Value => {
      const [type] = use.types
      const all = childrenOf(self)
      return new ListValue(type === undefined ? [...all] : all.filter((one) => isOf(one, type, use)), 'Enumerable')
    },
    Values: (self: Value, [by]: readonly Value[], use: Use): Value => {
      const [type] = use.types
      const all = self instanceof JPropertyValue ? [self.value] : tokensIn(self)
      const found = by === undefined ? all : all.flatMap((one) => child(one, by, use) ?? [])
      return type === undefined
        ? new ListValue([...found], 'Enumerable')
        : typed(
            use,
            found.map((one) => valueAs(one, use)),
          )
    },
    Descendants: (self: Value, _given: readonly Value[], use: Use): Value =>
      new ListValue([...descendantsOf(self, use)], 'Enumerable'),
    Remove: (self: Value, _given: readonly Value[], use: Use): Value => {
      removed(self, use)
      return null
    },
    DeepClone: (self: Value, _given: readonly Value[], use: Use): Value =>
      isToken(self) ? parsedJson(jsonText(self, false), use) : self,
  },
  properties: {
    Parent: parentOf,
    Path: pathOf,
    HasValues: (self: Value): Value =>
      self instanceof JObjectValue ? self.properties.size > 0 : self instanceof JArrayValue && self.items.length > 0,
    Type: (self: Value): Value => new TextObject('JTokenType', kindOf(self)),
    First: (self: Value): Value =>
      self instanceof JArrayValue ? (self.items[0] ?? null) : self instanceof JObjectValue ? firstOf(self) : null,
    Last: (self: Value): Value => (self instanceof JArrayValue ? (self.items.at(-1) ?? null) : null),
  },
}

const tokensIn = (self: Value): readonly JToken[] =>
  self instanceof JObjectValue ? [...self.properties.values()] : self instanceof JArrayValue ? self.items : []

const childrenOf = (self: Value): readonly (JToken | JPropertyValue)[] => {
  if (self instanceof JPropertyValue) return [self.value]
  return self instanceof JObjectValue
    ? [...self.properties].map(([name, value]) => new JPropertyValue(name, value, self))
    : tokensIn(self)
}

const descendantsOf = (self: Value, use: Use): readonly Value[] => {
  use.spend(1)
  return childrenOf(self).flatMap((one) => [one, ...descendantsOf(one, use)])
}

const firstOf = (self: JObjectValue): Value => {
  const [first] = self.properties
  return first === undefined ? null : new JPropertyValue(first[0], first[1], self)
}

const kindOf = (self: Value): string => {
  if (!(self instanceof JScalarValue))
    return self instanceof JObjectValue ? 'Object' : self instanceof JArrayValue ? 'Array' : 'Property'
  if (self.value === null) return 'Null'
  if (typeof self.value === 'string') return 'String'
  if (typeof self.value === 'boolean') return 'Boolean'
  if (self.value instanceof MomentValue) return 'Date'
  return isNumber(self.value) && ['int', 'long'].includes(self.value.type) ? 'Integer' : 'Float'
}
