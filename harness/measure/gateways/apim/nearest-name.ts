import { closest, distance } from 'fastest-levenshtein'

/** `Did you mean "x"?`, where a known name is near enough to be meant; else the known names, when they are few. */
export const nearestName = (name: string, known: readonly string[]): string | undefined => {
  if (known.length === 0) return undefined
  const best = closest(name, [...known])
  if (distance(name, best) <= Math.max(2, Math.floor(name.length / 4))) return `Did you mean "${best}"?`
  return known.length <= FEW ? `Known: ${known.join(', ')}.` : undefined
}

const FEW = 12
