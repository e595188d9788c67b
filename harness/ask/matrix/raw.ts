// Reads from a file that may be wrong anywhere: checks of names and versions go on beside checks of shape,
// so that one run shows every fault.

export type RawRecord = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is RawRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The list under a key with the index of each entry, or nothing when it is not a list. */
export const entriesOf = (value: unknown, key: string): readonly (readonly [number, unknown])[] => {
  const list = isRecord(value) ? value[key] : undefined
  return Array.isArray(list) ? [...list.entries()] : []
}

/** The text under a key; undefined when it is absent, empty, or no text. */
export const textAt = (value: unknown, key: string): string | undefined => {
  const text = isRecord(value) ? value[key] : undefined
  return typeof text === 'string' && text !== '' ? text : undefined
}
