import { remembered } from './remembered.ts'
import type { RunResult, ScenarioResult } from './report.ts'

/** How many results of one place are looked through for an equal one; an SDK that goes to and fro has two. */
const REMEMBERED = 8

/**
 * Lets runs share what is equal in them. A version mostly does what the one before it did: a thousand of them are then
 * hardly more than the changes between them, and whoever compares two sees at once that they are the same.
 * @returns gives a run that is equal to the one it is given
 */
export const sharing = (): (<R extends RunResult>(run: R) => R) => {
  const places = new Map<string, Map<string, ScenarioResult[]>>()
  const found = (result: ScenarioResult): ScenarioResult => {
    const known = listIn(listsIn(places, result.gateway), result.id)
    const at = known.findIndex((one) => isEqual(one, result))
    const [last] = known
    const one = known[at] ?? (last === undefined ? result : partly(result, last))
    if (at > 0) known.splice(at, 1)
    if (at !== 0) known.unshift(one)
    if (known.length > REMEMBERED) known.pop()
    return one
  }
  // Who reads versions that do the same hands on one object, which need not be looked for a second time.
  const shared = remembered(found)
  return (run) => ({ ...run, scenarios: run.scenarios.map(shared) })
}

const listsIn = (
  places: Map<string, Map<string, ScenarioResult[]>>,
  gateway: string,
): Map<string, ScenarioResult[]> => {
  const known = places.get(gateway) ?? new Map<string, ScenarioResult[]>()
  places.set(gateway, known)
  return known
}

const listIn = (lists: Map<string, ScenarioResult[]>, id: string): ScenarioResult[] => {
  const known = lists.get(id) ?? []
  lists.set(id, known)
  return known
}

/** Would both be the same JSON text? */
const isEqual = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (!isComposed(a) || !isComposed(b)) return false
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, at) => isEqual(one, b[at]))
  const [keys, others] = [Object.keys(a), Object.keys(b)]
  return keys.length === others.length && keys.every((key, at) => key === others[at] && isEqual(a[key], b[key]))
}

/** A value equal to `next`; what in it equals its counterpart in `known` is that one. */
const partly = <T>(next: T, known: unknown): T => {
  if (isEqual(next, known)) return known as T
  if (!isComposed(next) || !isComposed(known)) return next
  if (Array.isArray(next)) return (Array.isArray(known) ? next.map((one, at) => partly(one, known[at])) : next) as T
  return Object.fromEntries(Object.entries(next).map(([key, one]) => [key, partly(one, known[key])])) as T
}

const isComposed = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
