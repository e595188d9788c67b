import { ecosystems } from '../../ecosystems/index.ts'
import type { Registry } from '../../model/sdk.ts'

/** The ends and the newest patch of each minor, in order. */
export const gridOf = (
  indexes: readonly number[],
  versionAt: (index: number) => string,
  registry: Registry,
): readonly number[] => {
  const minors = Map.groupBy(indexes, (index) => ecosystems[registry].minor(versionAt(index)))
  const newest = [...minors.values()].flatMap((same) => same.at(-1) ?? [])
  return [...new Set([...indexes.slice(0, 1), ...newest, ...indexes.slice(-1)])].sort((a, b) => a - b)
}
