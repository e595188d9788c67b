import { lastFew } from '../../model/remembered.ts'

type Field = [name: string, value: string]

/**
 * Fields as Fetch gives them: in lower case, by their names. A `Headers` costs more than most answers, so only what it would
 * join, change or refuse is left to one.
 * @throws TypeError for what no field can be
 */
export const sortedFields = (fields: readonly (readonly [string, string])[]): readonly Field[] => {
  let names = ''
  for (const [name] of fields) names += `\n${name}`
  const order = orderOf(names)
  if (order?.length !== fields.length) return byFetch(fields)
  const sorted: Field[] = []
  for (const { name, at } of order) {
    const value = fields[at]?.[1] ?? ''
    if (!PLAIN.test(value)) return byFetch(fields)
    sorted.push([name, value])
  }
  return sorted
}

/** Of names, a line break before each; null where one is no name or stands there twice. A client sends the same each time. */
const orderOf = lastFew((names: string): readonly Placed[] | null => {
  const placed = names
    .split('\n')
    .slice(1)
    .map((name, at) => ({ name: name.toLowerCase(), at }))
  placed.sort(byName)
  const isUsual = placed.every(({ name }, at) => NAME.test(name) && name !== placed[at + 1]?.name)
  return isUsual ? placed : null
}, 500)

/** A name in lower case, and where it stands. */
type Placed = { readonly name: string; readonly at: number }

const byFetch = (fields: readonly (readonly [string, string])[]): readonly Field[] => [
  ...new Headers(fields.map(([name, value]): Field => [name, value])),
]

const byName = ({ name: one }: Placed, { name: other }: Placed): number => (one < other ? -1 : 1)

/** RFC 9110, section 5.6.2. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** No space at either end, nothing that has no place in a field: RFC 9110, section 5.5. */
export const PLAIN = /^(?![\t ])[\t -~\x80-\xff]*(?<![\t ])$/
