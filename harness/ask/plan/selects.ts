import picomatch from 'picomatch'

/** Few globs are asked about many ids: each is compiled once. */
const compiled = new Map<string, (id: string) => boolean>()

const matcher = (pattern: string): ((id: string) => boolean) => {
  const matches = compiled.get(pattern) ?? picomatch(pattern)
  compiled.set(pattern, matches)
  return matches
}

/** Does any of these ids or globs name this id? A single `!glob` takes all that it does not match. */
export const selects = (patterns: readonly string[], id: string): boolean =>
  patterns.some((pattern) => pattern === id || matcher(pattern)(id))
