import { isMap, isScalar, type LineCounter, parseAllDocuments, type YAMLMap } from 'yaml'

/** All documents of a lockfile. pnpm checks for repeated keys itself, and the check costs the square of their number. */
export const parsed = (source: string, lineCounter: LineCounter) =>
  parseAllDocuments(source, { lineCounter, uniqueKeys: false, logLevel: 'silent' })

/** A key of a map, with what stands there and where. */
export type Pair = { readonly key: string; readonly value: unknown; readonly offset: number }

export const plain = (node: unknown): unknown => (isScalar(node) ? node.value : node)

export const child = (node: unknown, key: string): unknown => (isMap(node) ? node.get(key) : undefined)

/** The members of a map, in order, but for those whose keys are no texts; none for anything else. */
export const pairs = (node: unknown): readonly Pair[] =>
  isMap(node)
    ? (node satisfies YAMLMap).items.flatMap(({ key, value }) =>
        isScalar(key) ? [{ key: String(key.value), value, offset: key.range?.[0] ?? 0 }] : [],
      )
    : []
