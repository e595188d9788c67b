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
