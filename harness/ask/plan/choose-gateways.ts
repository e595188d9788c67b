import { selects } from './selects.ts'

/** The gateways that ids or globs pick, in the order of `all`. */
export const chooseGateways = (all: readonly string[], patterns: readonly string[]): readonly string[] =>
  all.filter((id) => selects(patterns, id))
