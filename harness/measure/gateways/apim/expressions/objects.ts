import type { ObjectValue, Value } from '../value.ts'
import { lowered } from './casing.ts'

/** `default(T)` of what a sequence is of; `structure`: one that is not null, and that nobody makes here. */
export type NoItem = Value | 'structure'

/** Our own stand-in for a C# object. */
export class Thing implements ObjectValue {
  readonly kind = 'object'
  readonly type: string

  constructor(type: string) {
    this.type = type
  }
}

/** Arrays, lists, sets, and what LINQ gives. */
export class ListValue extends Thing {
  items: Value[]
  /** Of a set: whether texts are compared without case. */
  ignoreCase = false
  /** What stands for an item where there is none, as far as its type is written; undefined: its items tell. */
  noItem: NoItem | undefined

  constructor(
    items: Value[],
    type: 'Array' | 'List' | 'Enumerable' | 'Grouping' | 'Lookup' | 'HashSet' | 'Queue' | 'Stack' = 'Array',
  ) {
    super(type)
    this.items = items
  }
}

export class BytesValue extends Thing {
  readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    super('byte[]')
    this.bytes = bytes
  }
}

export class DictionaryValue extends Thing {
  readonly entries = new Map<unknown, readonly [Value, Value]>()
  readonly ignoreCase: boolean

  constructor(pairs: Iterable<readonly [Value, Value]> = [], ignoreCase = false) {
    super('Dictionary')
    this.ignoreCase = ignoreCase
    for (const [key, value] of pairs) this.set(key, value)
  }

  get(key: Value): Value | undefined {
    return this.entries.get(this.keyOf(key))?.[1]
  }

  set(key: Value, value: Value): void {
    this.entries.set(this.keyOf(key), [key, value])
  }

  delete(key: Value): boolean {
    return this.entries.delete(this.keyOf(key))
  }

  /** Texts, numbers and the like by value; all other objects by identity. */
  private keyOf(key: Value): unknown {
    if (typeof key === 'string') return `s${this.ignoreCase ? lowered(key) : key}`
    if (typeof key === 'object' && key !== null && key.kind === 'number') return `n${key.value}`
    if (key instanceof TextObject) return `t${key.text}`
    return key
  }
}

export class PairValue extends Thing {
  readonly key: Value
  readonly value: Value

  constructor(key: Value, value: Value) {
    super('KeyValuePair')
    this.key = key
    this.value = value
  }
}

/** Headers, a query, a token's claims: a name has several texts. */
export class FieldsValue extends Thing {
  readonly find: (name: string) => readonly string[] | null
  readonly names: () => readonly string[]

  constructor(find: (name: string) => readonly string[] | null, names: () => readonly string[]) {
    super('Fields')
    this.find = find
    this.names = names
  }
}

/** Whatever is told by its text alone: a Guid, an enum's member. */
export class TextObject extends Thing {
  readonly text: string

  constructor(type: string, text: string) {
    super(type)
    this.text = text
  }
}

/** Properties by name, read only: what a policy or `new { … }` gives. */
export class RecordValue extends Thing {
  readonly properties: ReadonlyMap<string, Value>

  constructor(type: string, properties: Iterable<readonly [string, Value]>) {
    super(type)
    this.properties = new Map(properties)
  }
}

export class FunctionValue extends Thing {
  readonly call: (given: readonly Value[]) => Value
  readonly parameters: number
  /** `default(T)` of what it gives, as far as it is written: `x => (int)x`. */
  readonly noItem: NoItem | undefined

  constructor(call: (given: readonly Value[]) => Value, parameters: number, noItem?: NoItem) {
    super('Func')
    this.call = call
    this.parameters = parameters
    this.noItem = noItem
  }
}

export class BuilderValue extends Thing {
  text: string

  constructor(text: string) {
    super('StringBuilder')
    this.text = text
  }
}
