import { closest, distance } from 'fastest-levenshtein'

/** The known name that was probably meant, or undefined when none is near. */
export const nearest = (name: string, known: readonly string[]): string | undefined => {
  if (known.length === 0) return undefined
  const best = closest(name, [...known])
  return isNear(name, distance(name.toLowerCase(), best.toLowerCase())) ? best : undefined
}

/** Whether so many slips can be made in a name. */
const isNear = (name: string, slips: number): boolean => slips <= Math.max(2, Math.floor(name.length / 3))

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
  const far = new Map(known.map((one) => [one, farness(name, one)]))
  const weight = (one: string): number => far.get(one) ?? 0
  const near = [...known].sort((a, b) => weight(a) - weight(b) || (a < b ? -1 : 1)).slice(0, MAX_NEAR)
  return `Nearest of ${known.length} ${what}: ${near.join(', ')}.`
}

/** Least for a slip of the pen; else by how many of its words a known name lacks (`apim-jwt`: `apim-validate-jwt` none). */
const farness = (name: string, known: string): number => {
  const slips = distance(name.toLowerCase(), known.toLowerCase())
  if (isNear(name, slips)) return slips
  const letters = lettersOf(known).join('')
  const lacking = lettersOf(name).filter((word) => !letters.includes(word))
  return (lacking.length + 1) * LONGEST_NAME + slips
}

const lettersOf = (name: string): readonly string[] => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
const LONGEST_NAME = 1000
