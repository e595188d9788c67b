import { closest, distance } from 'fastest-levenshtein'

/** The known name that was probably meant, or undefined when none is near. */
export const nearest = (name: string, known: readonly string[]): string | undefined => {
  if (known.length === 0) return undefined
  const best = closest(name, [...known])
  return distance(name.toLowerCase(), best.toLowerCase()) <= Math.max(2, Math.floor(name.length / 3)) ? best : undefined
}

/** More than these nobody reads. */
const MAX_LISTED = 20
const MAX_NEAR = 5

/** The way out for an unknown name: the nearest, and all that there are, or of many those that are like it. */
export const knownHint = (name: string, known: readonly string[], what: string): string => {
  const best = nearest(name, known)
  const all = known.length > 0 ? listedFor(name, known, what) : `There are no ${what}.`
  return best ? `Did you mean "${best}"? ${all}` : all
}

const listedFor = (name: string, known: readonly string[], what: string): string => {
  if (known.length <= MAX_LISTED) return `Known ${what}: ${[...known].sort().join(', ')}.`
  const far = new Map(known.map((one) => [one, distance(name.toLowerCase(), one.toLowerCase())]))
  const near = [...known].sort((a, b) => (far.get(a) ?? 0) - (far.get(b) ?? 0) || (a < b ? -1 : 1)).slice(0, MAX_NEAR)
  return `Nearest of ${known.length} ${what}: ${near.join(', ')}.`
}
