import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { displayed } from './displayed.ts'
import { extensions } from './extensions.ts'
import { JPropertyValue, JScalarValue } from './json-values.ts'
import { knownTypes } from './known-types.ts'
import { int, isNumber } from './numbers.ts'
import { RecordValue, TextObject, Thing } from './objects.ts'
import { isVariables, tryItems } from './sequence.ts'
import { type Method, type TypeFacts, thrown, typeName, type Use } from './types.ts'

/** A type's own facts, then those of what it is like. */
const factsOf = (type: string): readonly TypeFacts[] => {
  const own = Object.hasOwn(knownTypes, type) ? knownTypes[type] : undefined
  return own === undefined ? [] : [own, ...(own.like ?? []).flatMap(factsOf)]
}

const found = (
  value: Value,
  of: (facts: TypeFacts) => Readonly<Record<string, Method>> | undefined,
  name: string,
): Method | undefined => {
  const kinds = [typeName(value), ...(tryItems(value) === null && !isVariables(value) ? [] : ['IEnumerable']), 'object']
  for (const facts of kinds.flatMap(factsOf)) {
    const table = of(facts)
    if (table !== undefined && Object.hasOwn(table, name)) return table[name]
  }
  return undefined
}

const nothing = (use: Use) =>
  thrown(use, 'NullReferenceException', 'Object reference not set to an instance of an object.')

export const member = (self: Value, name: string, use: Use): Value => {
  if (self === null) {
    if (name === 'HasValue') return false
    throw nothing(use)
  }
  if (self instanceof RecordValue && self.properties.has(name)) return self.properties.get(name) ?? null
  const does = found(self, (facts) => facts.properties, name)
  if (does !== undefined) return does(self, [], use)
  // A nullable's own; whatever is here is no null.
  if (!(self instanceof Thing) || ['DateTime', 'DateTimeOffset', 'TimeSpan', 'Guid'].includes(self.type)) {
    if (name === 'HasValue') return true
    if (name === 'Value') return self
  }
  throw new CannotTell(use.at, `${typeName(self)}.${name} is not known here`)
}

export const method = (self: Value, name: string, given: readonly Value[], use: Use): Value => {
  if (self === null && name === 'GetValueOrDefault') return ofNothing(given, use)
  const extension = Object.hasOwn(extensions, name) ? extensions[name] : undefined
  if (self === null && extension === undefined) throw nothing(use)
  use.spend(1)
  const does = self === null ? undefined : found(self, (facts) => facts.methods, name)
  if (does !== undefined) return does(self, given, use)
  if (extension !== undefined) return extension(self, given, use)
  if (self === null) throw nothing(use)
  if (name === 'GetHashCode' && given.length === 0) return hashCode(self, use)
  throw new CannotTell(use.at, `${typeName(self)}.${name}() is not known here`)
}

/** A nullable that is null gives what it is handed; a dictionary that is none has no members. */
const ofNothing = (given: readonly Value[], use: Use): Value => {
  const [otherwise] = given
  if (otherwise === undefined) throw new CannotTell(use.at, 'GetValueOrDefault() of null is not known here')
  if (given.length > 1 || typeof otherwise === 'string' || otherwise === null) throw nothing(use)
  return otherwise
}

/**
 * A number only of what is one: all else has another hash in every process of .NET's. Two of them can be compared and be part of
 * a key; whoever calculates with one cannot be told.
 */
const hashCode = (self: Exclude<Value, null>, use: Use): Value => {
  if (typeof self === 'boolean') return int(self ? 1 : 0)
  if (isNumber(self) && self.type === 'int') return self
  return new TextObject('HashCode', String(hashOf(displayed(self, use.at))))
}

const hashOf = (text: string): number => {
  let hash = 5381
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 33) ^ text.charCodeAt(at)) | 0
  return hash
}

export const index = (self: Value, by: readonly Value[], use: Use): Value => {
  if (self === null) throw nothing(use)
  if (self instanceof JPropertyValue) return index(self.value, by, use)
  if (self instanceof JScalarValue)
    throw thrown(use, 'InvalidOperationException', 'Cannot access child value on Newtonsoft.Json.Linq.JValue.')
  for (const facts of factsOf(typeName(self))) if (facts.index !== undefined) return facts.index(self, by, use)
  throw new CannotTell(use.at, `an index of ${typeName(self)} is not known here`)
}

/** `a.b = c`. */
export const memberSetter = (self: Value, name: string, value: Value, use: Use): void => {
  if (self === null) throw nothing(use)
  const does = found(self, (facts) => facts.setters, name)
  if (does === undefined) throw new CannotTell(use.at, `setting ${typeName(self)}.${name} is not known here`)
  does(self, [value], use)
}

export const indexSetter = (self: Value, given: readonly Value[], use: Use): void => {
  if (self === null) throw nothing(use)
  for (const facts of factsOf(typeName(self)))
    if (facts.setIndex !== undefined) {
      facts.setIndex(self, given, use)
      return
    }
  throw new CannotTell(use.at, `setting an index of ${typeName(self)} is not known here`)
}
