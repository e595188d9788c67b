import type { Ecosystem } from '../../ecosystems/ecosystem.ts'
import type { Lines } from '../../ecosystems/lines.ts'

/**
 * Where a history can be looked at first: both ends, the first and the last of each major, and where release lines begin and
 * end. What lies between two of them is of one line and one major.
 * @param versions oldest first
 * @returns of these, oldest first
 */
export const cornersOf = (
  versions: readonly string[],
  lines: Pick<Lines, 'among'>,
  { major }: Pick<Ecosystem, 'major'>,
): readonly string[] => {
  const majors = [...Map.groupBy(versions, major).values()].flatMap((same) => [same[0], same.at(-1)])
  const placed = [...(lines.among(versions) ?? [])]
  const followed = new Set(placed.map(([, { after }]) => after))
  const begins = placed.filter(([, { after }], index) => after !== placed[index - 1]?.[0]).map(([version]) => version)
  const ends = placed.filter(([version]) => !followed.has(version)).map(([version]) => version)
  const corners = new Set([...majors, ...begins, ...ends])
  return versions.filter((version) => corners.has(version))
}
