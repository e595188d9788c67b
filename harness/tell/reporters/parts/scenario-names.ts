import { splitVariant } from '../../../model/cell.ts'
import { NO_BREAK } from './wrap.ts'

/**
 * Scenario ids for a reader: each with its `.async` twin as one entry, in the order given.
 * `azure-api-key`, `azure-api-key.async` → `azure-api-key (+ async)`, whole wherever it is wrapped.
 */
export const scenarioNames = (ids: readonly string[]): string[] => {
  const all = new Set(ids)
  return [...all].flatMap((id) => {
    const [plain, variant] = splitVariant(id)
    if (variant === '.async' && all.has(plain)) return []
    return [all.has(`${id}.async`) ? `${id}${NO_BREAK}(+${NO_BREAK}async)` : id]
  })
}

/** The first `most`, then how many more there are. */
export const atMost = (all: readonly string[], most: number): string =>
  all.length <= most + 1 ? all.join(', ') : `${all.slice(0, most).join(', ')} and ${all.length - most} more`

/** `1 scenario`, `2 scenarios`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** `a`, `a and b`, `a, b and c`. */
export const listed = (all: readonly string[]): string =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
