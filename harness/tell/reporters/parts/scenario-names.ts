import { splitVariant, VARIANTS } from '../../../model/cell.ts'
import { NO_BREAK } from './wrap.ts'

/**
 * Scenario ids for a reader: each with its other variants as one entry, in the order given.
 * `azure-api-key`, `azure-api-key.async` → `azure-api-key (+ async)`, whole wherever it is wrapped.
 */
export const scenarioNames = (ids: readonly string[]): string[] => {
  const all = new Set(ids)
  return [...all].flatMap((id) => {
    const [plain, variant] = splitVariant(id)
    if (variant !== '' && all.has(plain)) return []
    const twins = VARIANTS.filter((other) => other !== '' && all.has(id + other)).map((other) => other.slice(1))
    return [twins.length > 0 ? `${id}${NO_BREAK}(+${NO_BREAK}${twins.join(`,${NO_BREAK}`)})` : id]
  })
}
