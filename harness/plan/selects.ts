import picomatch from 'picomatch'

/** Does any of these ids or globs name this id? A single `!glob` takes all that it does not match. */
export const selects = (patterns: readonly string[], id: string): boolean =>
  patterns.some((pattern) => pattern === id || picomatch.isMatch(id, pattern))
