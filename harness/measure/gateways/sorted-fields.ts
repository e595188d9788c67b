type Field = [name: string, value: string]

/**
 * Fields as Fetch gives them: in lower case, by their names. A `Headers` costs more than most answers, so only what it would
 * join, change or refuse is left to one.
 * @throws TypeError for what no field can be
 */
export const sortedFields = (fields: readonly (readonly [string, string])[]): readonly Field[] => {
  const sorted: Field[] = []
  for (const [name, value] of fields) {
    if (!NAME.test(name) || !PLAIN.test(value)) return byFetch(fields)
    sorted.push([name.toLowerCase(), value])
  }
  sorted.sort(byName)
  return sorted.some(([name], at) => name === sorted[at + 1]?.[0]) ? byFetch(fields) : sorted
}

const byFetch = (fields: readonly (readonly [string, string])[]): readonly Field[] => [
  ...new Headers(fields.map(([name, value]): Field => [name, value])),
]

const byName = ([one]: Field, [other]: Field): number => (one < other ? -1 : 1)

/** RFC 9110, section 5.6.2. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** No space at either end, nothing that has no place in a field: RFC 9110, section 5.5. */
export const PLAIN = /^(?![\t ])[\t -~\x80-\xff]*(?<![\t ])$/
