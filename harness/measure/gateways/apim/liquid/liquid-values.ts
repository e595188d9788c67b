/** What JSON, XML and the context are to a template: plain data. */
export type Data = unknown

/** By name without case, since the objects of the context are C#'s; of a list also what it is by itself. */
export const memberOf = (value: Data, by: string | number): Data => {
  if (Array.isArray(value)) {
    const items: readonly Data[] = value
    if (typeof by === 'number') return items.at(by)
    return { first: items[0], last: items.at(-1), size: items.length }[by.toLowerCase()]
  }
  if (typeof value === 'string') return String(by).toLowerCase() === 'size' ? value.length : undefined
  if (typeof value !== 'object' || value === null) return undefined
  const name = String(by)
  const entries = Object.entries(value)
  const found =
    entries.find(([key]) => key === name) ?? entries.find(([key]) => key.toLowerCase() === name.toLowerCase())
  return found ? found[1] : name.toLowerCase() === 'size' ? entries.length : undefined
}

/** Nothing and `false` are false; all else, 0 and an empty text too, is true. */
export const isTrue = (value: Data): boolean => value !== undefined && value !== null && value !== false

export const isEmpty = (value: Data): boolean =>
  value === '' || (Array.isArray(value) ? value.length === 0 : isPlainObject(value) && Object.keys(value).length === 0)

const isPlainObject = (value: Data): value is object => typeof value === 'object' && value !== null

/** As it is written out: a list is its items one after the other. */
export const textOf = (value: Data): string => {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(textOf).join('')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export const numberOf = (value: Data): number => (typeof value === 'number' ? value : Number(textOf(value)))

/** What is gone through: a list's items, an object's pairs of name and value, and nothing of all else. */
export const itemsOf = (value: Data): readonly Data[] => {
  if (Array.isArray(value)) return value
  return isPlainObject(value) ? Object.entries(value) : []
}

/** Nothing is equal to nothing; of unlike values neither is less. */
export const compared = (left: Data, right: Data): number | null => {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') return left === right ? 0 : left < right ? -1 : 1
  return (left ?? null) === (right ?? null) ? 0 : null
}
