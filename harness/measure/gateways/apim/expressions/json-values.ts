import type { Value } from '../value.ts'
import { dateInJson } from './json-date.ts'
import { jsonDate, MomentValue } from './moments.ts'
import { double, isNumber, long } from './numbers.ts'
import { DictionaryValue, ListValue, RecordValue, TextObject, Thing } from './objects.ts'

/** Newtonsoft's tokens. https://www.newtonsoft.com/json/help/html/T_Newtonsoft_Json_Linq_JToken.htm */
export class JObjectValue extends Thing {
  readonly properties: Map<string, JToken>
  /** What it was last put into. */
  owner: Owner = null

  constructor(properties: Iterable<readonly [string, JToken]> = []) {
    super('JObject')
    this.properties = new OwnedProperties(this)
    for (const [name, value] of properties) this.properties.set(name, value)
  }
}

type Owner = JObjectValue | JArrayValue | null

class OwnedProperties extends Map<string, JToken> {
  private readonly of: JObjectValue

  constructor(of: JObjectValue) {
    super()
    this.of = of
  }

  override set(name: string, value: JToken): this {
    value.owner = this.of
    return super.set(name, value)
  }
}

export class JArrayValue extends Thing {
  readonly items: JToken[]
  owner: Owner = null

  constructor(items: JToken[] = []) {
    super('JArray')
    this.items = items
    for (const item of items) item.owner = this
  }
}

export class JScalarValue extends Thing {
  readonly value: Value
  /** How it is written as JSON, where its value does not tell. */
  readonly json: string | null
  owner: Owner = null

  constructor(value: Value, json: string | null = null) {
    super('JValue')
    this.value = value
    this.json = json
  }
}

export class JPropertyValue extends Thing {
  readonly name: string
  readonly owner: JObjectValue | null
  value: JToken

  constructor(name: string, value: JToken, owner: JObjectValue | null) {
    super('JProperty')
    this.name = name
    this.value = value
    this.owner = owner
  }
}

export type JToken = JObjectValue | JArrayValue | JScalarValue

export const isToken = (value: Value): value is JToken =>
  value instanceof JObjectValue || value instanceof JArrayValue || value instanceof JScalarValue

/** What `JSON.parse` gave, as tokens. */
export const tokenOf = (data: unknown): JToken => {
  if (Array.isArray(data)) return new JArrayValue(data.map(tokenOf))
  if (typeof data === 'object' && data !== null)
    return new JObjectValue(Object.entries(data).map(([name, value]) => [name, tokenOf(value)]))
  if (typeof data === 'number') return new JScalarValue(Number.isSafeInteger(data) ? long(data) : double(data))
  if (typeof data === 'string') return scalarOf(data)
  return new JScalarValue(typeof data === 'boolean' ? data : null)
}

/** A text that is a date is one, as Newtonsoft reads it: it is told otherwise than it was written. */
const scalarOf = (text: string): JScalarValue => {
  const found = dateInJson(text)
  return found ? new JScalarValue(found.moment, found.json) : new JScalarValue(text)
}

/** `JToken.FromObject`: any value as a token; null: there is none for it. */
export const tokenFrom = (value: Value): JToken | null => {
  if (value === null || typeof value !== 'object' || isNumber(value)) return new JScalarValue(value)
  if (isToken(value)) return value
  if (value instanceof MomentValue) return new JScalarValue(value)
  if (value instanceof TextObject) return new JScalarValue(value.text)
  if (value instanceof ListValue) {
    const items = value.items.map(tokenFrom)
    return items.every((item) => item !== null) ? new JArrayValue(items) : null
  }
  const pairs =
    value instanceof RecordValue
      ? [...value.properties]
      : value instanceof DictionaryValue
        ? [...value.entries.values()].map(([key, of]) => [typeof key === 'string' ? key : '', of] as const)
        : null
  if (pairs === null) return null
  const made = new JObjectValue()
  for (const [name, of] of pairs) {
    const token = tokenFrom(of)
    if (token === null) return null
    made.properties.set(name, token)
  }
  return made
}

/** JSON as Newtonsoft writes it; indented lines end as on Windows, where the gateway runs. */
export const jsonText = (token: JToken, indented: boolean, depth = 0): string => {
  if (token instanceof JScalarValue) return token.json ?? scalarText(token.value)
  const inner =
    token instanceof JArrayValue
      ? token.items.map((item) => jsonText(item, indented, depth + 1))
      : [...token.properties].map(
          ([name, value]) => `${JSON.stringify(name)}:${indented ? ' ' : ''}${jsonText(value, indented, depth + 1)}`,
        )
  const [open, close] = token instanceof JArrayValue ? ['[', ']'] : ['{', '}']
  if (inner.length === 0) return `${open}${close}`
  const line = (level: number): string => (indented ? `\r\n${'  '.repeat(level)}` : '')
  return `${open}${line(depth + 1)}${inner.join(`,${line(depth + 1)}`)}${line(depth)}${close}`
}

const scalarText = (value: Value): string => {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (value instanceof MomentValue) return JSON.stringify(jsonDate(value))
  if (!isNumber(value)) return 'null'
  const number = String(value.value)
  return value.type === 'double' && /^-?\d+$/.test(number) ? `${number}.0` : number
}
