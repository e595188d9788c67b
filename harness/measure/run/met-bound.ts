import type { Capture } from '../../model/capture.ts'
import { atMost } from '../../model/listed.ts'

/** A bound that a driver came up against, by what it or its runtime says of it. */
export type Bound = 'memory' | 'open files' | 'size of a file'

/** Words of Node, of V8, of libuv, of Python and of the C++ library. */
const SIGNS: readonly (readonly [RegExp, Bound])[] = [
  [/\b(?:out of memory|MemoryError|bad_alloc|allocation failed)\b|\bENOMEM\b|\[Errno 12\]/i, 'memory'],
  [/\bEMFILE\b|\[Errno 24\]/, 'open files'],
  [/\bEFBIG\b|\[Errno 27\]/, 'size of a file'],
]

/** The bound that these words tell of; null for any others. */
export const metBound = (said: string): Bound | null => SIGNS.find(([sign]) => sign.test(said))?.[1] ?? null

/** The sentence that says so. */
export const boundText = (bound: Bound | null): string | null =>
  bound && `It came up against a bound on its ${bound} (docs/security.md).`

/** Of scenarios that ended with an error of the client's own making, and no answer's: which bound it was. */
export const boundRemarks = (captures: readonly Capture[]): readonly string[] => {
  const met = new Map<Bound, string[]>()
  for (const one of captures) {
    if (one.status !== 'measured' || one.outcome.kind !== 'error' || one.outcome.status !== undefined) continue
    const bound = metBound(`${one.outcome.name}: ${one.outcome.message}`)
    if (bound) met.set(bound, [...(met.get(bound) ?? []), one.scenario])
  }
  return [...met].map(
    ([bound, scenarios]) =>
      `In ${atMost([...new Set(scenarios)], 5)} it came up against a bound on its ${bound} (docs/security.md).`,
  )
}
