import type { RunResult, ScenarioResult } from '../../../model/report.ts'
import { sharing } from '../../../model/sharing.ts'
import { parts } from './schema.ts'

/** Takes in runs of one file or of several; what is equal in them is one object, and is checked once. */
export type TakeRun = (value: unknown) => RunResult | null

export const takingRuns = (): TakeRun => {
  const shared = sharing()
  const checked = new WeakMap<object, ScenarioResult>()
  const check = (value: unknown): ScenarioResult | null => {
    if (typeof value !== 'object' || value === null) return null
    const known = checked.get(value)
    if (known) return known
    const parsed = parts.scenario.safeParse(value)
    if (!parsed.success) return null
    checked.set(value, parsed.data)
    return parsed.data
  }
  return (value) => {
    if (!isRun(value)) return null
    const parsed = parts.run.safeParse({ ...value, scenarios: [] })
    if (!parsed.success) return null
    const scenarios = shared(value).scenarios.flatMap((one) => check(one) ?? [])
    return scenarios.length === value.scenarios.length ? { ...parsed.data, scenarios } : null
  }
}

/** Alike enough for sharing, which looks at no more. */
const isRun = (value: unknown): value is RunResult =>
  typeof value === 'object' &&
  value !== null &&
  'scenarios' in value &&
  Array.isArray(value.scenarios) &&
  value.scenarios.every((one: unknown) => typeof one === 'object' && one !== null)

/**
 * Reads what `jsonPieces` wrote without holding its text: each run is taken in by itself, all else is as it stands.
 * @returns null: it is not laid out so (somebody formatted it), or a run is none
 */
export const readLines = async (
  lines: AsyncIterable<string>,
  take: TakeRun,
): Promise<Readonly<Record<string, unknown>> | null> => {
  const found: Record<string, unknown> = {}
  let list: { readonly key: string; readonly items: unknown[] } | null = null
  let place: 'before' | 'inside' | 'behind' = 'before'
  for await (const line of lines) {
    if (place === 'before') {
      if (line !== '{') return null
      place = 'inside'
    } else if (place === 'behind') return null
    else if (line === '}') place = 'behind'
    else if (line === ']' || line === '],') list = null
    else if (list) {
      const item = parsed(withoutComma(line))
      const one = list.key === 'runs' && item ? take(item.value) : item?.value
      if (item === null || one === null) return null
      list.items.push(one)
    } else {
      const [, key, rest = ''] = /^"(\w+)": (.*)$/s.exec(line) ?? []
      if (key === undefined) return null
      const value = rest === '[' ? { value: [] } : parsed(withoutComma(rest))
      if (value === null) return null
      found[key] = value.value
      if (rest === '[') list = { key, items: value.value as unknown[] }
    }
  }
  return place === 'behind' ? found : null
}

const withoutComma = (text: string): string => (text.endsWith(',') ? text.slice(0, -1) : text)

/** Null: it is no JSON. */
const parsed = (text: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}
