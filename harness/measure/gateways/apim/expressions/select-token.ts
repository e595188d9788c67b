import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { isToken, JArrayValue, JObjectValue, type JToken } from './json-values.ts'
import type { Use } from './types.ts'

const STEP = /\.?([^.[\]'"*$()?@]+)|\[(\d+)\]|\[['"]([^'"]*)['"]\]|\.?(\*)|\[(\*)\]/gy

/** A path of names, places and `*`. Filters and `..` are not known. https://www.newtonsoft.com/json/help/html/SelectToken.htm */
export const selected = (self: Value, path: string, use: Use): readonly JToken[] => {
  let found: readonly JToken[] = isToken(self) ? [self] : []
  const steps = path.replace(/^\$/, '')
  STEP.lastIndex = 0
  for (let at = 0; at < steps.length; at = STEP.lastIndex) {
    const [text, name, place, quoted] = STEP.exec(steps) ?? []
    if (text === undefined) throw new CannotTell(use.at, `the JSON path "${path}" is not known here`)
    const key = name ?? quoted
    found = found.flatMap((token) => {
      if (key !== undefined) return token instanceof JObjectValue ? (token.properties.get(key) ?? []) : []
      if (place !== undefined) return token instanceof JArrayValue ? (token.items[Number(place)] ?? []) : []
      return token instanceof JObjectValue
        ? [...token.properties.values()]
        : token instanceof JArrayValue
          ? token.items
          : []
    })
    use.spend(1 + found.length)
  }
  return found
}
