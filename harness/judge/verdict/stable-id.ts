/**
 * Eight hexadecimal digits that are the same for the same text on every machine and in every run (FNV-1a, 32 bit,
 * run forwards and backwards and folded). For names, not for security.
 */
export const stableId = (text: string): string => {
  const a = fnv1a([...text])
  const b = fnv1a([...text].reverse())
  return ((a ^ Math.imul(b, 0x9e3779b1)) >>> 0).toString(16).padStart(8, '0')
}

const fnv1a = (characters: readonly string[]): number =>
  characters.reduce((hash, c) => Math.imul(hash ^ (c.codePointAt(0) ?? 0), 0x01000193), 0x811c9dc5)
