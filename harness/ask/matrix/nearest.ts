import { closest, distance } from 'fastest-levenshtein'

/** The known name that was probably meant, or undefined when none is near. */
export const nearest = (name: string, known: readonly string[]): string | undefined => {
  if (known.length === 0) return undefined
  const best = closest(name, [...known])
  return distance(name.toLowerCase(), best.toLowerCase()) <= Math.max(2, Math.floor(name.length / 3)) ? best : undefined
}

/** The way out for an unknown name: the nearest, and all that there are. */
export const knownHint = (name: string, known: readonly string[], what: string): string => {
  const best = nearest(name, known)
  const all = known.length > 0 ? `Known ${what}: ${[...known].sort().join(', ')}.` : `There are no ${what}.`
  return best ? `Did you mean "${best}"? ${all}` : all
}
