import type { NameFound } from '../../model/explanation.ts'

export type NameStates = ReadonlyMap<string, NameFound['versions'][number]['state']>

/**
 * Which versions to ask for a name next: the newest of each major and both ends, then by halves where it went. Empty: all
 * is known that can be.
 * @param all oldest first
 */
export const nextToAsk = (
  all: readonly string[],
  known: NameStates,
  major: (version: string) => string,
): readonly string[] => {
  const coarse = all.filter(
    (version, at) => at === 0 || at === all.length - 1 || major(version) !== major(all[at + 1] ?? version),
  )
  const open = coarse.filter((version) => !known.has(version))
  if (open.length > 0) return open
  const told = all.filter((version) => (known.get(version) ?? 'unknown') !== 'unknown')
  const at = told.findLastIndex((version) => known.get(version) === 'there')
  const [has, lacks] = [told[at], told[at + 1]]
  if (has === undefined || lacks === undefined) return []
  const between = all.slice(all.indexOf(has) + 1, all.indexOf(lacks)).filter((version) => !known.has(version))
  const middle = between[Math.floor(between.length / 2)]
  return middle === undefined ? [] : [middle]
}
