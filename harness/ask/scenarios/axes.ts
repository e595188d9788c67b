import { isRecord, type RawRecord } from '../matrix/raw.ts'

/** One scenario of a file, and where of the file what differs stands: paths below which a part of it was written. */
export type Expanded = { readonly value: unknown; readonly patches: readonly (readonly string[])[] }

/** More than this is no file that somebody can read the results of. */
export const MAX_SCENARIOS = 200

type Axis = { readonly name: string; readonly values: readonly (readonly [name: string, patch: RawRecord])[] }

/**
 * A scenario file with `axes` → one scenario for each combination of their values: each value is laid over the file. `{axis}`
 * in `id` and `title` stands for the value's name, in a title with blanks for its dashes.
 * @returns null when the axes have not the form that the schema wants, which tells why
 */
export const expanded = (file: RawRecord): readonly Expanded[] | null => {
  const { axes, except = [], ...base } = file
  if (axes === undefined) return [{ value: base, patches: [] }]
  const read = axesIn(axes)
  if (!read || !Array.isArray(except)) return null
  const combinations = read.reduce<readonly (readonly (readonly [Axis, string, RawRecord])[])[]>(
    (all, axis) => all.flatMap((some) => axis.values.map(([name, patch]) => [...some, [axis, name, patch] as const])),
    [[]],
  )
  return combinations
    .filter((picked) => !except.some((one) => isRecord(one) && isPicked(one, picked)))
    .map((picked) => ({
      value: picked.reduce<RawRecord>(
        (value, [axis, name, patch]) => named(laidOver(value, patch), axis.name, name),
        base,
      ),
      patches: picked.map(([axis, name]) => ['axes', axis.name, name]),
    }))
}

const axesIn = (axes: unknown): readonly Axis[] | null => {
  if (!isRecord(axes)) return null
  const read = Object.entries(axes).map(([name, values]) => ({
    name,
    values: isRecord(values)
      ? Object.entries(values).flatMap(([value, patch]) => (isRecord(patch) ? [[value, patch] as const] : []))
      : [],
  }))
  const whole = read.every(
    ({ name, values }) => values.length > 0 && Object.keys(axes[name] ?? {}).length === values.length,
  )
  const count = read.reduce((product, { values }) => product * values.length, 1)
  return whole && count <= MAX_SCENARIOS ? read : null
}

const isPicked = (except: RawRecord, picked: readonly (readonly [Axis, string, RawRecord])[]): boolean =>
  Object.entries(except).every(([axis, value]) => picked.some(([{ name }, picks]) => name === axis && picks === value))

/** Objects are merged member by member, all else takes the place of what was there; null is a value like any other. */
const laidOver = (below: RawRecord, above: RawRecord): RawRecord => ({
  ...below,
  ...Object.fromEntries(
    Object.entries(above).map(([name, value]) => {
      const there = below[name]
      return [name, isRecord(there) && isRecord(value) ? laidOver(there, value) : value]
    }),
  ),
})

const named = (value: RawRecord, axis: string, name: string): RawRecord => {
  const { id, title } = value
  return {
    ...value,
    ...(typeof id === 'string' ? { id: id.replaceAll(`{${axis}}`, name) } : {}),
    ...(typeof title === 'string' ? { title: title.replaceAll(`{${axis}}`, name.replaceAll('-', ' ')) } : {}),
  }
}
