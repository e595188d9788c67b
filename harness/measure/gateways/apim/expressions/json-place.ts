import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { isToken, JArrayValue, type JObjectValue, JPropertyValue, type JToken } from './json-values.ts'
import { thrown, type Use } from './types.ts'

type Place =
  | { readonly in: 'object'; readonly owner: JObjectValue; readonly name: string }
  | { readonly in: 'array'; readonly owner: JArrayValue; readonly at: number }

/** Where a token stands; null: in nothing, or no longer. */
const placeOf = (token: JToken): Place | null => {
  const { owner } = token
  if (owner === null) return null
  if (owner instanceof JArrayValue) {
    const at = owner.items.indexOf(token)
    return at < 0 ? null : { in: 'array', owner, at }
  }
  const found = [...owner.properties].find(([, value]) => value === token)
  return found ? { in: 'object', owner, name: found[0] } : null
}

const placed = (token: Value, use: Use): Place => {
  const place = isToken(token) ? placeOf(token) : null
  if (place) return place
  throw thrown(use, 'InvalidOperationException', 'The parent is missing.')
}

/** The property or the array that a token stands in, the object of a property. */
export const parentOf = (token: Value): Value => {
  if (token instanceof JPropertyValue) return token.owner
  const place = isToken(token) ? placeOf(token) : null
  if (!place || !isToken(token)) return null
  return place.in === 'array' ? place.owner : new JPropertyValue(place.name, token, place.owner)
}

/** Takes an item out of its array, a property out of its object. A property's value cannot be taken out of it. */
export const removed = (token: Value, use: Use): void => {
  if (token instanceof JPropertyValue) {
    token.owner?.properties.delete(token.name)
    return
  }
  const place = placed(token, use)
  if (place.in === 'object')
    throw thrown(use, 'JsonException', 'Cannot add or remove items from Newtonsoft.Json.Linq.JProperty.')
  place.owner.items.splice(place.at, 1)
}

/** Puts another token where one stands. */
export const replacedBy = (token: Value, by: JToken, use: Use): void => {
  if (token instanceof JPropertyValue) throw new CannotTell(use.at, 'Replace of a property is not known here')
  const place = placed(token, use)
  if (place.in === 'object') place.owner.properties.set(place.name, by)
  else {
    place.owner.items[place.at] = by
    by.owner = place.owner
  }
}

/** `a[0].b`, and `['x y']` of a name that is no plain one. */
export const pathOf = (token: Value): string => {
  if (token instanceof JPropertyValue) return joined(token.owner ? pathOf(token.owner) : '', token.name)
  const place = isToken(token) ? placeOf(token) : null
  if (!place) return ''
  const before = pathOf(place.owner)
  return place.in === 'array' ? `${before}[${place.at}]` : joined(before, place.name)
}

const joined = (before: string, name: string): string => {
  if (/[\s.'"/[\]()]/.test(name)) return `${before}['${name.replaceAll("'", "\\'")}']`
  return before === '' ? name : `${before}.${name}`
}
