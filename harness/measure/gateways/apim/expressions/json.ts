import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { numberIn, textIn } from './arguments.ts'
import { parsedJson } from './body.ts'
import { deepEquals } from './deep-equals.ts'
import { removed, replacedBy } from './json-place.ts'
import { objectOf } from './json-to-object.ts'
import { tokenFacts } from './json-token.ts'
import {
  isToken,
  JArrayValue,
  JObjectValue,
  JPropertyValue,
  JScalarValue,
  type JToken,
  jsonText,
  tokenFrom,
} from './json-values.ts'
import { int } from './numbers.ts'
import { ListValue, TextObject } from './objects.ts'
import { of, type Static, type Types, thrown, typeName, type Use } from './types.ts'

const asToken = (value: Value | undefined, use: Use): JToken => {
  const token = tokenFrom(value instanceof JPropertyValue ? value.value : (value ?? null))
  if (token === null) throw new CannotTell(use.at, `a ${typeName(value ?? null)} as JSON is not known here`)
  return token
}

const owned = (owner: JArrayValue, token: JToken): JToken => {
  token.owner = owner
  return token
}

const parse =
  (kind: 'JObject' | 'JArray' | 'JToken'): Static =>
  ([text], use) => {
    const token = parsedJson(textIn(text, use), use)
    if (kind === 'JToken' || token.type === kind) return token
    throw thrown(use, 'JsonReaderException', `Error reading ${kind} from JsonReader.`)
  }

const deepEqual: Static = ([left = null, right = null], use) =>
  left === null || right === null ? left === right : deepEquals(asToken(left, use), asToken(right, use))

const fromObject: Static = ([value], use) => asToken(value, use)

/** As Newtonsoft does by default: objects into each other, lists behind each other, of all else the other's; null changes nothing. */
const merge = (self: JObjectValue, other: JToken, use: Use): void => {
  use.spend(1)
  if (!(other instanceof JObjectValue)) throw new CannotTell(use.at, `a merge with a ${other.type} is not known here`)
  for (const [name, value] of other.properties) {
    const own = self.properties.get(name)
    if (own instanceof JObjectValue && value instanceof JObjectValue) merge(own, value, use)
    else if (own instanceof JArrayValue && value instanceof JArrayValue)
      own.items.push(...value.items.map((item) => owned(own, item)))
    else if (own === undefined || !(value instanceof JScalarValue && value.value === null))
      self.properties.set(name, value)
  }
}

/** https://www.newtonsoft.com/json/help/html/N_Newtonsoft_Json_Linq.htm */
export const jsonTypes: Types = {
  JToken: {
    ...tokenFacts,
    methods: {
      ...tokenFacts.methods,
      Replace: (self, [by], use) => {
        replacedBy(self, asToken(by, use), use)
        return null
      },
    },
    functions: { Parse: parse('JToken'), FromObject: fromObject, DeepEquals: deepEqual },
  },
  JObject: {
    like: ['JToken'],
    functions: { Parse: parse('JObject'), FromObject: fromObject },
    construct: (given, use) => {
      const made = new JObjectValue()
      for (const each of given.flatMap((one) => (one instanceof ListValue ? one.items : [one]))) {
        if (each instanceof JPropertyValue) made.properties.set(each.name, each.value)
        else if (each instanceof JObjectValue)
          for (const [name, value] of each.properties) made.properties.set(name, value)
        else throw new CannotTell(use.at, `a JObject of ${typeName(each)} is not known here`)
      }
      return made
    },
    setIndex: of(JObjectValue, (self, [name, value], use) => {
      self.properties.set(textIn(name, use), asToken(value, use))
      return null
    }),
    methods: {
      Add: of(JObjectValue, (self, [name, value], use) => {
        const key = name instanceof JPropertyValue ? name.name : textIn(name, use)
        if (self.properties.has(key))
          throw thrown(use, 'ArgumentException', `Property with the same name already exists on object: ${key}`)
        self.properties.set(key, asToken(name instanceof JPropertyValue ? name : value, use))
        return null
      }),
      Remove: of(JObjectValue, (self, [name], use) => {
        if (name !== undefined) return self.properties.delete(textIn(name, use))
        removed(self, use)
        return null
      }),
      ContainsKey: of(JObjectValue, (self, [name], use) => self.properties.has(textIn(name, use))),
      Properties: of(
        JObjectValue,
        (self) =>
          new ListValue(
            [...self.properties].map(([name, value]) => new JPropertyValue(name, value, self)),
            'Enumerable',
          ),
      ),
      Property: of(JObjectValue, (self, [name], use) => {
        const key = textIn(name, use)
        const value = self.properties.get(key)
        return value === undefined ? null : new JPropertyValue(key, value, self)
      }),
      GetValue: of(JObjectValue, (self, given, use) => {
        const key = textIn(given[0], use)
        const exact = self.properties.get(key)
        if (exact !== undefined || given[1] === undefined) return exact ?? null
        return [...self.properties].find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1] ?? null
      }),
      TryGetValue: of(JObjectValue, (self, given, use) => {
        const value = self.properties.get(textIn(given[0], use))
        use.out(given.length === 3 ? 2 : 1, value ?? null)
        return value !== undefined
      }),
      Merge: of(JObjectValue, (self, [other, ...settings], use) => {
        if (settings.length > 0) throw new CannotTell(use.at, 'JObject.Merge with settings is not known here')
        merge(self, asToken(other, use), use)
        return null
      }),
    },
    properties: { Count: of(JObjectValue, (self) => int(self.properties.size)) },
  },
  JArray: {
    like: ['JToken'],
    functions: { Parse: parse('JArray'), FromObject: fromObject },
    construct: (given, use) =>
      new JArrayValue(
        given.flatMap((one) => (one instanceof ListValue ? one.items : [one])).map((one) => asToken(one, use)),
      ),
    setIndex: of(JArrayValue, (self, [by, value], use) => {
      const at = numberIn(by, use)
      if (at < 0 || at >= self.items.length) throw thrown(use, 'ArgumentOutOfRangeException', 'Index was out of range.')
      self.items[at] = owned(self, asToken(value, use))
      return null
    }),
    methods: {
      Add: of(JArrayValue, (self, [value], use) => {
        use.spend(1)
        self.items.push(owned(self, asToken(value, use)))
        return null
      }),
      Insert: of(JArrayValue, (self, [by, value], use) => {
        const at = numberIn(by, use)
        if (at < 0 || at > self.items.length)
          throw thrown(use, 'ArgumentOutOfRangeException', 'Index was out of range.')
        self.items.splice(at, 0, owned(self, asToken(value, use)))
        return null
      }),
      Remove: of(JArrayValue, (self, [item], use) => {
        if (item === undefined) {
          removed(self, use)
          return null
        }
        const at = isToken(item ?? null) ? self.items.indexOf(asToken(item, use)) : -1
        if (at >= 0) self.items.splice(at, 1)
        return at >= 0
      }),
      RemoveAt: of(JArrayValue, (self, [by], use) => {
        const at = numberIn(by, use)
        if (at < 0 || at >= self.items.length)
          throw thrown(use, 'ArgumentOutOfRangeException', 'Index was out of range.')
        self.items.splice(at, 1)
        return null
      }),
      Clear: of(JArrayValue, (self) => {
        self.items.length = 0
        return null
      }),
    },
    properties: { Count: of(JArrayValue, (self) => int(self.items.length)) },
  },
  JValue: {
    like: ['JToken'],
    construct: ([value]) => new JScalarValue(value ?? null),
    properties: { Value: of(JScalarValue, (self) => self.value) },
  },
  JProperty: {
    like: ['JToken'],
    construct: ([name, value], use) => new JPropertyValue(textIn(name, use), asToken(value, use), null),
    // Gone through by foreach, an object gives pairs.
    properties: {
      Key: of(JPropertyValue, (self) => self.name),
      Name: of(JPropertyValue, (self) => self.name),
      Value: of(JPropertyValue, (self) => self.value),
    },
    setters: {
      Value: of(JPropertyValue, (self, [value], use) => {
        self.value = asToken(value, use)
        self.owner?.properties.set(self.name, self.value)
        return null
      }),
    },
    methods: {
      Remove: of(JPropertyValue, (self, _given, use) => {
        removed(self, use)
        return null
      }),
    },
  },
  JsonConvert: {
    functions: {
      SerializeObject: ([value, ...options], use) =>
        jsonText(
          asToken(value, use),
          options.some((each) => each instanceof TextObject && each.text === 'Indented'),
        ),
      DeserializeObject: ([text], use) => {
        const token = parsedJson(textIn(text, use), use)
        return use.types[0] === undefined ? token : objectOf(token, use.types[0], use)
      },
    },
  },
}
