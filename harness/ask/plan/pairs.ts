/** Two versions to compare. */
export type VersionPair = {
  readonly from: string
  readonly to: string
  /** Versions between the two that could not be measured. */
  readonly steppedOver: readonly string[]
}

/** Each usable version with the nearest usable one before it. `versions` is oldest first. */
export const pairsOf = (
  versions: readonly { readonly version: string; readonly usable: boolean }[],
): readonly VersionPair[] => {
  const usable = versions.flatMap((one, index) => (one.usable ? [index] : []))
  const names = versions.map(({ version }) => version)
  return usable.slice(1).flatMap((to, index) => {
    const from = usable[index]
    const [before, after] = [from === undefined ? undefined : names[from], names[to]]
    if (from === undefined || before === undefined || after === undefined) return []
    return [{ from: before, to: after, steppedOver: names.slice(from + 1, to) }]
  })
}
